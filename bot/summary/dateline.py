"""Find the dateline a news agency puts before its first sentence. Pure, linear."""

import re

MAX_DATELINE_CHARS = 90
"""Place, day and agency; no more of a sentence is read for them (chars)."""

MIN_LEFT_CHARS = 20  # what a dateline stands before is a sentence, not a remark
PLACE_PARTS = 2  # Phulbani (Odisha)
MAX_PLACE_WORDS = 4
MAX_OUTLET_WORDS = 3  # an agency not listed here

_END = re.compile(r"\s?[-–—]{1,2}\s|[.)]\s")
_PART = re.compile(r"[,()/]|\.(?:\s|$)|\s[-–—]{1,2}(?:\s|$)")


def table(text: str, separator: str | None = None) -> frozenset[str]:
    """Read words parted by *separator*, or by white space."""
    return frozenset(part.strip() for part in text.split(separator))


AGENCIES = table(
    """
    reuters; ap; afp; upi; dpa; xinhua; interfax; tass; itar-tass; ria novosti; sputnik; bloomberg;
    associated press; the associated press; cnn; anadolu; aa; pti; ians; kyodo; yonhap; efe; ansa;
    риа новости; риа; тасс; итар-тасс; интерфакс; интерфакс-казахстан; прайм; регнум; росбалт;
    спутник; sputnik казахстан; sputnik қазақстан; казинформ; казтаг; укринформ; белта; азертадж;
    қазақпарат; қазинформ; қазтаг; qazinform; kazinform; kaztag; qazaqparat; азаттық; азаттык;
    бақ; baq; baq.kz; tengrinews; tengrinews.kz; zakon.kz; informburo.kz; nur.kz; inform.kz; 24.kz;
    primeminister.kz; egemen qazaqstan; егемен қазақстан; айқын; bnews.kz; trend; akipress; 24.kg
    """,
    ";",
)
_MONTHS = table("""
    jan feb mar apr jun jul aug sep sept oct nov dec january february march april may june july
    august september october november december янв фев мар апр июн июл авг сен сент окт ноя дек
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
""")
_YEAR_WORDS = frozenset({"г", "г.", "года", "год", "ж", "ж.", "жыл", "жылы", "жылғы"})


def dateline_end(text: str) -> int:
    """Return where the sentence behind a dateline begins; 0 where there is no dateline.

    A dateline is a place, a day and an agency in that order, of which one may be missing:
    "NUR-SULTAN, Jan. 10 (Reuters) – ", «МОСКВА, 5 мая - РИА Новости. », «АСТАНА. ҚазАқпарат – ».
    """
    found = 0
    for end in _END.finditer(text[:MAX_DATELINE_CHARS]):
        left = len(text) - end.end()
        is_whole = left >= MIN_LEFT_CHARS and not text[end.end()].islower()
        if is_whole and _is_dateline(text[: end.start()], ends_in_dash=end.group()[0] not in ".)"):
            found = end.end()
    return found


def _is_dateline(head: str, *, ends_in_dash: bool) -> bool:
    parts = [part.strip() for part in _PART.split(head) if part.strip()]
    if not parts:
        return False
    kinds = [_kind(part) for part in parts]
    for at, part in enumerate(parts[:PLACE_PARTS]):
        if kinds[at] == "other" and _is_name(part, MAX_PLACE_WORDS):
            kinds[at] = "place"
    if "agency" in kinds and "other" not in kinds:
        return ends_in_dash or len(kinds) > 1
    is_dated = kinds[0] == "place" and "date" in kinds and "other" not in kinds[:-1]
    is_whole = kinds[-1] != "other" or _is_name(parts[-1], MAX_OUTLET_WORDS)
    return ends_in_dash and is_dated and is_whole


def _kind(part: str) -> str:
    if part.casefold() in AGENCIES:
        return "agency"
    return "date" if all(map(_is_of_date, part.casefold().split())) else "other"


def _is_of_date(word: str) -> bool:
    return word[0].isdigit() or word in _YEAR_WORDS or word.rstrip(".") in _MONTHS


def _is_name(part: str, most: int) -> bool:
    words = part.split()
    return len(words) <= most and all(word[0].isupper() for word in words)
