"""Which messages of a group are translated unasked, and into what. Pure.

A wrong translation is worse than none: whoever needs one can still ask for it. So a language
is believed only with a proof, where people of the group may have typed their own in haste:
Kazakh without its letters passes for Kyrgyz, Kazakh and Russian in Latin letters for Uzbek.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from bot.core.groups import AutoMode, AutoTranslation
from bot.core.languages import KK, RU
from bot.core.models import Identified, LanguageCode, Script, Style, StyleKind
from bot.text.alphabets import ALPHABETS
from bot.text.identify import identify
from bot.text.stopwords import stop_words
from bot.text.words import spelled_words, words

MIN_WORDS: Final = 3  # different ones; shorter messages are understood, or cannot be told apart
MAX_OWN_SHARE: Final = 0.25  # of the words in a language that the message then counts as not in
MIN_CLAUSE: Final = 2  # words; one alone may be borrowed
MIN_SIGNS: Final = 2  # one may be a name
MIN_CLEAR: Final = 0.7  # of the words in one language; of less, a translation is a guess
HEARD_TOGETHER: Final = 3  # words; of two the language cannot be told, four hide a borrowed one
MAX_HEARD: Final = 60  # words, from the start; each costs the time of identifying a short text
MIN_FUNCTION_SHARE: Final = (
    1 / 10
)  # a third of what running text has of articles, pronouns and such
MAX_AGE_S: Final = 120  # after an outage: nobody reads a translation under an hour of new talk

_NOISE = re.compile(
    r"(?:https?://|www\.|t\.me/)\S+"  # links
    r"|\S+@\S+\.\w+|[@#]\w+"  # mail, mentions, hashtags
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|kz|ru|uz|kg|io|me)\b(?:/\S*)?"
)
_CLAUSE_ENDS = re.compile(r"[.!?…,;:()\n—]+")
_NOT_SPOKEN = frozenset({StyleKind.CODE, StyleKind.BLOCK, StyleKind.MENTION})
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")  # a Russian keyboard
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_NONE: Final[frozenset[str]] = frozenset()
_BG: Final = LanguageCode("bg")
_PLAIN: Final = (KK, RU)  # as what nobody's haste is mistaken
_BULGARIAN = re.compile("ъ(?![еёюя])", re.IGNORECASE)  # elsewhere it stands before those alone


def is_recent(at: float, now: float) -> bool:
    """Whether a message written at *at*, unix seconds, is still what people talk about."""
    return now - at <= MAX_AGE_S


def is_talk(text: str, styles: Sequence[Style] = ()) -> bool:
    """Whether *text* has words enough to be worth identifying; cheap."""
    if text.lstrip().startswith("/"):
        return False
    return len(set(_worded(spoken(text, styles)))) >= MIN_WORDS


def spoken(text: str, styles: Sequence[Style] = ()) -> str:
    """*text* without code, mentions and addresses."""
    shown = list(text)
    for style in styles:
        if style.kind in _NOT_SPOKEN:
            shown[style.start : style.end] = " " * len(shown[style.start : style.end])
    return _NOISE.sub(" ", "".join(shown))


def wanted_targets(
    text: str, styles: Sequence[Style], translation: AutoTranslation
) -> tuple[LanguageCode, ...]:
    """Say which languages a group wants *text* in; it takes a worker to identify it."""
    own = translation.languages
    if translation.mode is AutoMode.OFF or not own or not is_talk(text, styles):
        return ()
    said = spoken(text, styles)
    language = language_of(said, own)
    if language is None:
        return ()
    shares = _shares(said, language, own)
    if translation.mode is AutoMode.ALL:
        if language in own and not _is_clear(said, language, own):
            return ()
        return tuple(one for one in own if shares.get(one, 0) <= MAX_OWN_SHARE)
    return () if sum(shares.get(one, 0) for one in own) > MAX_OWN_SHARE else own


def language_of(text: str, own: Sequence[LanguageCode]) -> LanguageCode | None:
    """The language of *text*, written where people speak *own*; None in any doubt."""
    found = {identify(text, prior) for prior in own}
    if len(found) > 1:
        return None
    (one,) = found
    return one.language if one.language in own or _is_proven(text, one, own) else None


def adds_nothing(text: str, translated: str) -> bool:
    """Whether only names, numbers and signs changed, if anything did."""
    same = words(text) == words(translated)
    return same or _plain_words(text) == _plain_words(translated)


def _shares(
    text: str, language: LanguageCode, own: Sequence[LanguageCode]
) -> Mapping[LanguageCode, float]:
    """How much of it is in which language; a clause that cannot be told is in the whole's.

    The group's own also mix within a clause, where words that only one has give them away.
    """
    counts: Counter[LanguageCode] = Counter()
    for clause in _CLAUSE_ENDS.split(text):
        count = len(_worded(clause))
        known = _own_language(clause, own) if count >= MIN_CLAUSE else None
        counts[known or language] += count
    signs = Counter({one: _signs(text, one, own) for one in own if language in own})
    heard = {one: count / signs.total() for one, count in signs.items() if count >= MIN_SIGNS}
    total = max(1, counts.total())
    return {one: max(counts[one] / total, heard.get(one, 0)) for one in own}


def _is_clear(text: str, language: LanguageCode, own: Sequence[LanguageCode]) -> bool:
    """Whether most words are in *language*, whatever stands beside them."""
    spelled = [one for one in text.split() if any(map(str.isalpha, one))][:MAX_HEARD]
    last = max(0, len(spelled) - HEARD_TOGETHER)
    heard = [
        _own_language(" ".join(spelled[at : at + HEARD_TOGETHER]), own) for at in range(last + 1)
    ]
    beside = [heard[max(0, at - HEARD_TOGETHER + 1) : at + 1] for at in range(len(spelled))]
    clear = sum({one for one in found if one} == {language} for found in beside)
    return clear >= len(spelled) * MIN_CLEAR


def _own_language(text: str, own: Sequence[LanguageCode]) -> LanguageCode | None:
    """The one of *own* that the text may be in."""
    found = {identify(text, prior).language for prior in own}.intersection(own)
    return found.pop() if len(found) == 1 else None


def _signs(text: str, language: LanguageCode, own: Sequence[LanguageCode]) -> int:
    """How many words of *text* can be in none of *own* but *language*."""
    others = [one for one in own if one != language]
    known = stop_words(language).difference(*map(stop_words, others))
    letters = ALPHABETS.get(language, _NONE).difference(
        *(ALPHABETS.get(one, _NONE) for one in others)
    )
    return sum(word in known or not letters.isdisjoint(word) for word in words(text))


def _is_proven(text: str, found: Identified, own: Sequence[LanguageCode]) -> bool:
    """Whether people of the group can hardly have meant one of their *own* languages."""
    cyrillic = [one for one in own if ALPHABETS.get(one, _NONE) >= _CYRILLIC]
    if found.language is None or found.language in _PLAIN or not cyrillic:
        return found.language is not None
    if found.script is Script.CYRILLIC:
        return _has_cyrillic_proof(text, found.language, cyrillic)
    return found.script is not Script.LATIN or _has_latin_proof(text, found.language)


def _has_cyrillic_proof(text: str, language: LanguageCode, own: Sequence[LanguageCode]) -> bool:
    """A letter that no keyboard of theirs has; with one that another has, words as well."""
    if language == _BG:
        return _BULGARIAN.search(text) is not None
    letters = set(text.lower()) & ALPHABETS[language] - _CYRILLIC
    if letters.difference(*(ALPHABETS[one] for one in own)):
        return True
    heard = _function_words(text, own)
    if not stop_words(language):
        return bool(letters) and heard < len(words(text)) * MIN_FUNCTION_SHARE
    return bool(letters) and heard < _function_words(text, [language])


def _has_latin_proof(text: str, language: LanguageCode) -> bool:
    """Function words; of a language whose words are not known here, a letter of its own."""
    if not stop_words(language):
        return not (set(text.lower()) & ALPHABETS[language]) <= _LATIN
    needed = max(1, len(words(text)) * MIN_FUNCTION_SHARE)
    return _function_words(text, [language]) >= needed


def _function_words(text: str, languages: Sequence[LanguageCode]) -> int:
    known = frozenset[str]().union(*map(stop_words, languages))
    return sum(word in known for word in words(text))


def _worded(text: str) -> list[str]:
    """The words in it, without numbers."""
    return [word for word in words(text) if any(map(str.isalpha, word))]


def _plain_words(text: str) -> list[str]:
    """Words in small letters; where all are in capitals, those."""
    spelled = spelled_words(text.lower() if text.isupper() else text)
    return [word for word in spelled if word.isalpha() and word.islower()]
