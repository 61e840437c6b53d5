"""Tell a sentence that only says who reported the news. Pure, linear.

Such a tail stays where it is part of a sentence; by itself it is worth no place in a summary.
"""

import re

from bot.summary.dateline import AGENCIES, table

MAX_WORDS = 8
"""A longer sentence says something besides (own measure)."""

_VERBS = table("""
    хабарлайды хабарлады хабарлап жазады жазды жеткізді жеткізеді мәлімдеді
    сообщает сообщила сообщил сообщили сообщают передает передаёт передал пишет пишут
    reports reported writes wrote
""")
_COMPANY = table("""
    деп бұл туралы осы жайлы тілшісі агенттігі ақпарат сайты порталы баспасөз қызметі сілтеме жасап
    об этом со ссылкой на агентство корреспондент издание портал сайт пресс-служба газета
    this was by the news agency as it
""")
_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")


def is_attribution(text: str) -> bool:
    """Whether *text* is «– деп хабарлайды Tengrinews тілшісі.» or "Reuters reported." alone."""
    words = _WORD.findall(text)
    if not 0 < len(words) <= MAX_WORDS:
        return False
    folded = [word.casefold() for word in words]
    begins_behind = folded[0] in _VERBS or (folded[0] == "деп" and not _VERBS.isdisjoint(folded))
    if begins_behind and words[0][0].islower():
        return True
    strangers = {word for word in folded if word not in _VERBS and word not in _COMPANY}
    named = " ".join(word for word in folded if word in strangers)
    return not _VERBS.isdisjoint(folded) and (named in AGENCIES or strangers <= AGENCIES)
