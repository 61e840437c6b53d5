"""Does a text deny something? English, Russian and Kazakh.

A *firm* sign is missed in a translation that has none at all. A *soft* one explains why
the other text denies something: «he failed to», «он отказался», «unless».
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.text.alphabets import LOOKALIKES
from bot.translation.check import negation_kk
from bot.translation.check.plain import without_masks

_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
_SOFT_WORDS = 18  # a soft sign in a longer text is as likely about something else
_FEW_WORDS = 1  # «никто», «ничего» alone are an answer; in a sentence «не» must follow


@dataclass(frozen=True, slots=True)
class Signs:
    """How often a text denies for certain, and what else may be a denial."""

    firm: int
    soft: int


_EN_ASIDE = re.compile(
    r"^\W*no\s?,|\bnot (?:necessarily|least|to mention)\b"
    r"|\bnot (?:un(?:common|usual|likely|like)|impossible|in(?:frequent|significant))\b"
    r"|\bno (?:matter|wonder|doubt)\b|\bwhy (?:not|don't|doesn't|didn't)\b|\bnever mind\b"
    r"|\bno (?:more|less|fewer|later|sooner) than\b|\b(?:whether )?or not\b|\bif not\b"
    r"|\bno\. ?\d|\bnothing (?:but|more than)\b"
    r"|^\W*[a-z]{2,6}n't (?:you|he|she|it|they|we|i|that|this|there)\b"
    r"|, [a-z]{2,6}n't (?:you|he|she|it|they|we|i)\b"
)
_EN_FIRM = re.compile(
    r"\bnot\b|n't\b|\bcannot\b|\bnever\b|\bno\b|\bnobody\b|\bnothing\b|\bnone\b|\bnowhere\b"
    r"|\bneither\b|\bnor\b|\b(?:do|does|did|is|was|are|were|ca|wo|has|have)nt\b"
)
_EN_SOFT = re.compile(
    r"\bwithout\b|\bun(?!an|der|til|i[oqtvf]|less|cle)[a-z]{4,}"
    r"|\b(?:in(?:cap|cor|vis|suf|abil|jus|adeq|comp)|im(?:poss|patien|perf))[a-z]+"
    r"|\bdis(?:agr|lik|obey|reg|contin|appr|conn)[a-z]+|\b[a-z]{3,20}less(?:ly|ness)?\b|\bfail\w*|\brefus\w+|\bden(?:y|ies|ied|ial)\w*"
    r"|\black\w*|\babsen\w+|\bavoid\w*|\bprevent\w*"
    r"|\bunless\b|\buntil\b|\bhardly\b|\bbarely\b|\brarely\b|\bseldom\b|\bfar from\b"
    r"|\brather than\b|\bfree (?:of|from)\b|\breject\w*|\bmiss(?:ed|ing)\b"
    r"|\bceas\w+|\bneglect\w*|\bignor\w+|\btoo [a-z]+ to\b|\bimmov\w+|\bdeclin\w+|\boverlook\w*"
    r"|\bstop(?:ped|s)? |\bother than\b|\bcan't help\b|(?<!\ba )\b(?:few|little)\b"
)

_RU_ASIDE = re.compile(
    r"^\W*нет\s?,|\bне (?:менее|более|позднее|позже|ранее|раньше|раз|прочь|хуже|лучше|меньше"
    r"|больше чем|говоря|считая|зря|случайно|иначе)\b|\b(?:чуть|едва) (?:ли )?не\b"
    r"|\bпока (?:\w{1,15} ){0,2}не\b|\bбы (?:то )?(?:\w{1,15} )?ни\b|\b(?:если|или) не\b"
    r"|\bили нет\b|\bне (?:\w{1,15} )?ли\b|\bнет ли\b|\bпочему бы не\b|\bне так ли\b|\bнельзя не\b"
    r"|\bне (?:могу|мог|может|могут|могла) не\b|\bкак нельзя\b|\bболее не?жели\b"
)
_RU_FIRM = re.compile(r"\bне\b(?!-)|\bнет\b|\bнельзя\b|\bнету\b|\bнекому\b|\bнечего\b|\bнегде\b")
_RU_ALONE = re.compile(r"\bни(?:кто|кого|кому|что|чего|когда|где|куда|как)\b")
_RU_SOFT = re.compile(
    r"\bбез\b|\bбе[зс](?!опас|умн|ед|пл)[а-я]{4,}"
    r"|\bне(?!дел|скол|дав|фт|котор|мец|мно|кто|бо|бес|рв|обход|вероят|одн|медл|ожид|посредств|замет"
    r"|редк|задол|нави|когда|йро|жн|кий|кая|кие|ужел|сти|сёт|сет|ль)[а-я]{4,}"
    r"|\bотказ\w+|\bотриц\w+|\bотсутств\w+|\bизбе[жг]\w+|\bпредотвра\w+"
    r"|\bперестал\w*|\bпрекра[тщ]\w+|\bвряд\b|\bредко\b"
    r"|\bдалеко от\b|\bслишком\b|\bмало\b|\bхватит\b|\bпомеша\w+"
    r"|\bуклон\w+|\bпренебре\w+|\bигнор\w+|\bсвобод\w+ от\b|\bутра[тч]\w+|\bни с того\b"
)


def can_deny(language: LanguageCode | None) -> bool:
    """Whether the language's ways to deny are known."""
    return language in _READERS


def signs(text: str, language: LanguageCode) -> Signs:
    """Count the denials in *text*, in a language whose ways are known."""
    text = without_masks(text)
    found = _READERS[language](text)
    return found if len(text.split()) <= _SOFT_WORDS else Signs(found.firm, 0)


def _english(text: str) -> Signs:
    low = text.lower().translate(_APOSTROPHES)
    rest, asides = _EN_ASIDE.subn(" ", low)
    return Signs(len(_EN_FIRM.findall(rest)), asides + len(_EN_SOFT.findall(rest)))


def _russian(text: str) -> Signs:
    low = text.lower()
    rest, asides = _RU_ASIDE.subn(" ", low)
    firm = len(_RU_FIRM.findall(rest))
    if not firm and len(low.split()) <= _FEW_WORDS:
        firm = len(_RU_ALONE.findall(rest))
    return Signs(firm, asides + len(_RU_SOFT.findall(rest)))


def _kazakh(text: str) -> Signs:
    return Signs(*negation_kk.count(text.translate(LOOKALIKES)))


_READERS: dict[LanguageCode, Callable[[str], Signs]] = {EN: _english, RU: _russian, KK: _kazakh}


def differ(first: Signs, second: Signs) -> bool:
    """Whether one text denies for certain what the other does not deny at all."""
    return _misses(first, second) or _misses(second, first)


def _misses(wanted: Signs, among: Signs) -> bool:
    """Soft signs that both texts have explain nothing."""
    return wanted.firm > among.firm + max(among.soft - wanted.soft, 0)
