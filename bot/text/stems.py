"""Cut endings off, so that the forms of one word compare equal.

Snowball's algorithms where it has one; for Turkic and East Slavic languages that it does
not know, a list of endings. Inside one article that is enough: prefixes, character n-grams
and full analysers choose the same sentences.
"""

from functools import lru_cache
from typing import Any

from bot.core.models import LanguageCode

MIN_STEM_CHARS = 3  # except vowel + consonant in Turkic languages: «ел», «ой», «үй»
MIN_WORD_CHARS = 4  # shorter words are left alone
MAX_ENDINGS = 4  # root + plural + possessive + case + one derivation
CACHED_WORDS = 50_000  # some 5 MB; an article has a few hundred words of its own

_SNOWBALL = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}

_KAZAKH = """
    лар лер дар дер тар тер
    ның нің дың дің тың тің ны ні ды ді ты ті ға ге қа ке на не
    да де та те нда нде дан ден тан тен нан нен мен бен пен
    ы і сы сі ым ім ың ің мыз міз ымыз іміз ңыз ңіз ыңыз іңіз н
    лық лік дық дік тық тік дағы дегі тағы тегі ғы гі қы кі ша ше шы ші лы лі ды ді ты ті
    ған ген қан кен атын етін йтын йтін ып іп ады еді йды йді у уы уі
    ылған ілген ылды ілді ынды інді
"""
_KYRGYZ = """
    лар лер лор лөр дар дер дор дөр тар тер тор төр
    нын нин нун нүн дын дин дун дүн тын тин тун түн
    ны ни ну нү ды ди ду дү ты ти ту тү га ге го гө ка ке ко кө на не но нө
    да де до дө та те то тө нда нде дан ден дон дөн тан тен тон төн нан нен
    ы и у ү сы си су сү ым им ум үм ың иң уң үң ыбыз ибиз
    лык лик лук лүк дык дик дук дүк дагы деги ча че чо чө чы чи луу лүү дуу дүү
    ган ген гон гөн кан кен кон көн ып ип уп үп уу үү ылган илген
"""
_TATAR = """
    лар ләр нар нәр ның нең ны не га гә ка кә на нә да дә та тә нда ндә
    дан дән тан тән нан нән ы е сы се ым ем ың ең ыбыз ебез
    лык лек дагы дәге тагы тәге гы ге чы че лы ле ган гән кан кән ып еп ды де ты те
"""
_BASHKIR = """
    лар ләр ҙар ҙәр дар дәр тар тәр ның нең ҙың ҙең дың дең тың тең ны не ҙы ҙе ды де ты те
    ға гә ҡа кә на нә ла лә ҙа ҙә да дә та тә нда ндә нан нән ҙан ҙән дан дән тан тән
    ы е о ө һы һе ым ем ың ең ыбыҙ ебеҙ лыҡ лек ҙағы ҙәге дағы дәге сы се лы ле ған гән ҡан кән
"""
_UZBEK = """
    lar ning ni ga ka qa na da dan i si im ing imiz ingiz miz ngiz
    lik dagi gi cha chi li gan kan moqda ib adi ydi di ish lari larni larning lariga
"""
_AZERBAIJANI = """
    lar lər nın nin nun nün ın in un ün nı ni nu nü ı i u ü ya yə na nə a ə
    da də nda ndə dan dən ndan ndən sı si su sü ım im um üm ımız imiz umuz ümüz
    lıq lik luq lük dakı dəki çı çi lı li lu lü mış miş muş müş dı di du dü ib ıb
"""
_UKRAINIAN = """
    а я о е є и і ї у ю ь й ів їв ей ам ям ом ем єм ах ях ами ями ою ею єю
    ого ому ий ій им их ими ої їй ати яти ити ував ала али ало ила или ило
"""
_BELARUSIAN = """
    а я о е і ы у ю ь й аў яў ам ям ом ем ах ях амі ямі ай ой ей ою ею
    ага яга аму яму ы ым ых ымі ае яе ць аць яць іць аў ала алі ала іла ілі
"""
_BULGARIAN = """
    а я о е и у ят та то те ът ът ия ите ата ята ове еве ища ни на но ки ка ко
    ски ска ско ският ската ение ания ание ени ена ено
"""

_ENDINGS = {
    language: frozenset(table.split())
    for language, table in {
        "az": _AZERBAIJANI,
        "ba": _BASHKIR,
        "be": _BELARUSIAN,
        "bg": _BULGARIAN,
        "kk": _KAZAKH,
        "ky": _KYRGYZ,
        "tt": _TATAR,
        "uk": _UKRAINIAN,
        "uz": _UZBEK,
    }.items()
}
_LONGEST = {lang: max(map(len, endings)) for lang, endings in _ENDINGS.items()}


_TURKIC_CYRILLIC = frozenset({"ba", "kk", "ky", "tt"})
_VOWELS = frozenset("аәеёиіоөуұүыэюя")
_VOICELESS = frozenset("пфктқҡсҫшщчцхһ")
_DEVOICED = frozenset("бвгд")  # final in loans and surnames: «Тоқаев-тың», «завод-та»
_POSSESSIVE = frozenset("ыіие")  # «қала-сы-на»: the н of these cases appears after it only
_AFTER_POSSESSIVE = frozenset({"н", "на", "не", "нда", "нде"})


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str, language: LanguageCode | None) -> str:
    """Return the part of *word* (lower case) that its forms share; the word itself if unsure."""
    if language in _SNOWBALL:
        return str(_snowball(_SNOWBALL[language]).stemWord(word))
    if language in _ENDINGS:
        return _stripped(word, language)
    return word


@lru_cache
def _snowball(algorithm: str) -> Any:
    import snowballstemmer  # noqa: PLC0415 - an answer from the cache does without its 50 ms

    return snowballstemmer.stemmer(algorithm)


def _stripped(word: str, language: str) -> str:
    if len(word) < MIN_WORD_CHARS:
        return word
    for _ in range(MAX_ENDINGS):
        shorter = _without_ending(word, language)
        if shorter == word:
            break
        word = shorter
    return word


def _without_ending(word: str, language: str) -> str:
    endings, turkic = _ENDINGS[language], language in _TURKIC_CYRILLIC
    shortest = MIN_STEM_CHARS - turkic
    for start in range(max(shortest, len(word) - _LONGEST[language]), len(word)):
        if word[start:] in endings and (not turkic or _may_follow(word[:start], word[start:])):
            return word[:start]
    return word


def _may_follow(root: str, ending: str) -> bool:
    """Whether the sounds agree: «т» after a voiceless consonant, «д» after any other sound.

    Without it «президент-і» would lose «ті», and «астана» its end.
    """
    if len(root) < MIN_STEM_CHARS and (root[0] not in _VOWELS or root[-1] in _VOWELS):
        return False
    last, first = root[-1], ending[0]
    if ending in _AFTER_POSSESSIVE:
        return last in _POSSESSIVE
    if first == "с":  # «қала-сы», «басшы-сы», but «облыс-ы»
        return last in _VOWELS and (last not in "ыі" or root[-2] == "ш")
    if first in _VOWELS:
        return last not in _VOWELS
    return (first not in "дғгбз" or last not in _VOICELESS) and (
        first not in "ткқҡпч" or last in _VOICELESS or last in _DEVOICED
    )
