"""Is an answer written in the script and the language that was asked for?

Letters decide where they can; only what they leave open is identified, which takes a
third of a millisecond and a model of 90 MB.
"""

from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode, Script
from bot.text.alphabets import ALPHABETS
from bot.text.identify import identify
from bot.text.scripts import script_of
from bot.translation.check.plain import SCRIPTS, bare_words, is_plain, written_in

LANGUAGE_LETTERS = 25  # from here identification errs on 1 of 2,000 sentences
SOURCE_LETTERS = 10  # fewer suffice to tell the source language, which is known
MIN_PLAIN_WORDS = 2  # a name or a brand may keep its own letters
MIN_WHOLE_WORDS = 3  # with no letter of the right script, one of them no name
MIN_SURE_WORDS = 2
MIN_KAZAKH_SHARE = 0.04  # of letters that no neighbour has; usual are 10 %

_KAZAKH_ONLY = frozenset("ғқұ")  # of those languages that are told apart here
_KAZAKH_NOT_RUSSIAN = frozenset("әғқңөұүһі")
_SURE = {
    RU: frozenset(
        [
            "что",
            "это",
            "как",
            "был",
            "была",
            "были",
            "его",
            "для",
            "от",
            "или",
            "но",
            "из",
            "он",
            "она",
            "они",
            "мы",
            "вы",
            "ещё",
            "еще",
            "который",
            "которые",
            "которая",
            "уже",
            "при",
            "после",
            "также",
            "чтобы",
            "если",
            "только",
            "когда",
        ]
    ),
    EN: frozenset(
        [
            "the",
            "of",
            "and",
            "was",
            "that",
            "with",
            "is",
            "are",
            "were",
            "from",
            "has",
            "have",
            "this",
            "which",
            "been",
        ]
    ),
}
_RUSSIAN_ONLY = frozenset(
    [
        "я",
        "ты",
        "он",
        "она",
        "мы",
        "вы",
        "они",
        "это",
        "что",
        "как",
        "где",
        "кто",
        "меня",
        "тебя",
        "его",
        "её",
        "нас",
        "вас",
        "их",
        "мне",
        "тебе",
        "ему",
        "ей",
        "и",
        "в",
        "с",
        "к",
        "о",
        "но",
        "или",
        "был",
        "была",
        "были",
        "есть",
        "очень",
        "тоже",
        "уже",
        "нет",
        "там",
        "мой",
        "моя",
        "твой",
        "твоя",
        "наш",
        "ваш",
        "эта",
        "этот",
    ]
)


def is_other_script(original: str, answer: str, target: LanguageCode) -> bool:
    """Whether most of *answer* is in letters that *target* is not written in."""
    expected = SCRIPTS.get(target)
    known = {word.casefold() for word in bare_words(original)}
    fresh = [word for word in bare_words(answer) if word.casefold() not in known]
    found = script_of(" ".join(fresh))
    if expected is None or found is expected:
        return False
    if found is Script.ARABIC:
        return True
    if found is Script.OTHER:  # no capitals there; digits are no letters
        return any(map(str.isalpha, " ".join(fresh)))
    plain = sum(map(is_plain, written_in(fresh, found)))
    is_whole = len(fresh) >= MIN_WHOLE_WORDS and not written_in(fresh, expected)
    return plain >= (1 if is_whole else MIN_PLAIN_WORDS)


def is_other_language(
    original: str, answer: str, target: LanguageCode, source: LanguageCode | None
) -> bool:
    """Whether *answer* is in a language other than *target*; False where it cannot be told."""
    text = _in_its_script(answer, target)
    letters = [char for char in text.lower() if char.isalpha()]
    if _is_surely(text, letters, target):
        return False
    if len(letters) >= LANGUAGE_LETTERS:
        return _is_identified_as_other(text, target, source)
    text = _without_names(text, original)
    if _is_other_neighbour(text, target):
        return True
    is_told = source not in (None, target) and sum(map(str.isalpha, text)) >= SOURCE_LETTERS
    return is_told and identify(text, target).language == source


def _without_names(text: str, original: str) -> str:
    """Without words that begin with a capital in both texts: they may be spelled as they were."""
    kept = {word for word in bare_words(original) if word[0].isupper()}
    return " ".join(word for word in text.split() if word not in kept)


def _in_its_script(answer: str, target: LanguageCode) -> str:
    """Without the names that keep their own letters."""
    script = SCRIPTS.get(target)
    words = bare_words(answer)
    return " ".join(words if script is None else written_in(words, script))


def _is_identified_as_other(text: str, target: LanguageCode, source: LanguageCode | None) -> bool:
    found = identify(text, target).language
    if target in KNOWN_LANGUAGES:
        return found not in (target, None)
    return found is not None and found == source  # of others nothing more is known


def _is_surely(text: str, letters: list[str], target: LanguageCode) -> bool:
    """Whether letters, or words that no neighbour has, prove the target language."""
    alphabet = ALPHABETS.get(target)
    if alphabet is None or not alphabet.issuperset(letters):
        return False
    if target == KK:
        own = sum(letter in _KAZAKH_ONLY for letter in letters)
        return own >= max(MIN_SURE_WORDS, MIN_KAZAKH_SHARE * len(letters))
    sure = _SURE.get(target, frozenset())
    return len(sure.intersection(text.lower().split())) >= MIN_SURE_WORDS


def _is_other_neighbour(text: str, target: LanguageCode) -> bool:
    """Kazakh for Russian or the other way round, in a text too short to identify."""
    words = text.split()
    if target == RU:
        first = text.partition(" ")[0].lower()  # a capital further on begins a name
        plain = [first, *filter(is_plain, words)]
        return any(not _KAZAKH_NOT_RUSSIAN.isdisjoint(word) for word in plain)
    if target == KK and _KAZAKH_NOT_RUSSIAN.isdisjoint(text.lower()):
        return len(words) > 1 and not _RUSSIAN_ONLY.isdisjoint(text.lower().split())
    return False
