"""Kazakh denials: емес, жоқ, and -ма, -ме, -ба, -бе, -па, -пе inside verbs.

The suffix follows what vowel harmony and voicing allow, and is itself followed by what
verbs take; nouns such as «бағдарлама», «баспасы», «аумағына» are told from them by that.
"""

import re

_LETTERS = "а-яәғқңөұүһіё"
_WORD = re.compile(
    rf"(?P<head>^\W*|[.!?:;«\"“„—–]\s*|\n)?(?P<word>[{_LETTERS}А-ЯӘҒҚҢӨҰҮҺІЁ]+)"
    r"(?P<last>\s*[.!,]|\s*$)?"
)
_FIRM = re.compile(
    r"емес(?!е)[а-яәғқңөұүһі]*|жоқ(?:п[ыі]н|сың|сыз|быз|п[ыі]з|т[аыу][а-яғқңі]{0,8}|пен|па)?"
    r"|жоғы(?:н|нан|нда|на|мен)?"
)
_ALONE = re.compile(r"еш(?:кім|қашан|нәрсе|теңе|қандай|қайда|бір)[а-яәғқңөұүһі]{0,6}")
_FEW_WORDS = 1
_NO_FIRST = re.compile(r"\W*[Жж]оқ\s?,")  # answers what was said before
_SOFT = re.compile(
    rf"(?!тәуелсіз|қауіпсіз|әлсіз|үздіксіз|үнсіз|жағымсыз|сансыз|шексіз)[{_LETTERS}]{{2,16}}с[ыі]з(?:д[ыі][кқ]|д[ыі]ғ[ыі])?(?:[бдлнтғг][{_LETTERS}]{{1,8}})?"
    rf"|бей(?:таныс|хабар|күнә|мәлім|ресми|жай)[{_LETTERS}]{{0,8}}|кедергі[{_LETTERS}]{{0,4}}|болдырма[уйс]"
    r"|сирек|әзер|зорға"
    rf"|жоққа|әйтпесе|өйтпесе|болмаса|ұзамай|тынбай[{_LETTERS}]{{0,4}}|күтпеген|бас тарт"
    rf"|таптырмас[{_LETTERS}]{{0,4}}|тартын[{_LETTERS}]{{0,6}}"
)
_AFTER = {"м": "аәеиоөұүыіэюялрйу", "б": "мнңзж", "п": "пткқсшщчцфхбвгд"}
_SUFFIX = "|".join(f"(?<=[{letters}]){first}" for first, letters in _AFTER.items())
_PERSON = r"м[ыі]н|с[ыі]ң(?:д[ае]р)?|с[ыі]з(?:д[ае]р)?|м[ыі]з|п[ыі]н|п[ыі]з"
_TAIL = (
    rf"й(?:{_PERSON}|ақ|[ыі]нша|[ыі]нше|[ыі]н|[ыі]?к|[ыі]қ|д[ыі][{_LETTERS}]{{0,6}}"
    rf"|т[ыі]н[{_LETTERS}]{{0,12}})?"
    r"|д[ыі](?:м|ң|к|қ|ңыз|ңіз|ңдар|ңдер)?"
    rf"|ға[нй][{_LETTERS}]{{0,14}}|ге[нй][{_LETTERS}]{{0,14}}"
    rf"|с(?:{_PERSON}|т[ае]н|т[ае]й|қа|ке|т[ыі][кқғ][{_LETTERS}]{{0,8}})?"
    r"|с[ае](?:м|ң|қ|к|ңыз|ңіз|дағы)?"
    rf"|у(?:[ыі][{_LETTERS}]{{0,6}}|ға|ге|д[ае]н|ш[ыі][{_LETTERS}]{{0,8}})?"
    rf"|п(?:т[ыі][{_LETTERS}]{{0,6}}|п[ае]н|с[ыі]ң)"
    r"|[ңс][ыі][зн](?:д[ае]р)?|ң(?:д[ае]р)?|ш[ыі]|"
)
_VERB = re.compile(rf"(?P<stem>[{_LETTERS}]{{1,20}})(?:{_SUFFIX})[ае](?P<tail>{_TAIL})")
_SOFT_TAIL = re.compile(r"[ңс][ыі][зн](?:д[ае]р)?|ң(?:д[ае]р)?|ш[ыі]|ғай|гей|уш[ыі].{0,8}|")
_CLAUSE_ENDS = frozenset(("", "шы", "ші"))
_VOWELS = frozenset("аәеиоөұүыіэюя")
_SHORT_STEMS = frozenset(("де", "же"))  # the only verbs of a consonant and a vowel
_NO_VERBS = re.compile(
    r"ажырамас.*|мызғымас.*|алмас(?:тан|қа|тай)?|қарама(?:й|стан)|жаппай|компас.*|адамс.*|.*(?:жанар|сары|тең|сұйық)май(?:ын|ды)?|жұмадан"
    r"|.*(?:қызмет|парламент|документ)тен|.*(?:тұр|жаз|дүр|бол)мыс.*|сыпай.*|жарамсыз|еске.*"
    r"|жаңбай|қолма.*|көпес|маңыз.*|құпмай|.*баспаған|елеме|жұмай"
)


def count(text: str) -> tuple[int, int]:
    """Return how many firm and soft denials *text* holds."""
    found = [_sign(match) for match in _WORD.finditer(text)]
    firm, soft = found.count("firm"), found.count("soft")
    if firm and _NO_FIRST.match(text):
        firm, soft = firm - 1, soft + 1
    if not firm and len(found) <= _FEW_WORDS:
        firm = found.count("alone")
    return firm, soft


def _sign(match: re.Match[str]) -> str | None:
    word = match["word"].lower()
    if _FIRM.fullmatch(word):
        return "firm"
    if _ALONE.fullmatch(word):
        return "alone"
    if _SOFT.fullmatch(word):
        return "soft"
    if match["word"][0].isupper() and match["head"] is None:  # a name: «Сейсенбай»
        return None
    return _verb(word, is_last=match["last"] is not None)


def _verb(word: str, *, is_last: bool) -> str | None:
    """Without a tail it is a command, and ends a clause: «барма!», but «бағдарлама»."""
    match = _VERB.fullmatch(word)
    if match is None or _NO_VERBS.fullmatch(word) or not _is_stem(match["stem"]):
        return None
    if match["tail"] in _CLAUSE_ENDS and not is_last:
        return None
    return "soft" if _SOFT_TAIL.fullmatch(match["tail"]) else "firm"


def _is_stem(stem: str) -> bool:
    if len(stem) == 2 and stem[-1] in _VOWELS:  # noqa: PLR2004 - letters
        return stem in _SHORT_STEMS
    return len(stem) > 1
