"""Writing translation memories: valid, whole, and read back as they were."""

import tracemalloc
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bot import __version__
from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode
from bot.translation.memory.tmx import MAX_SEGMENT_CHARS, read_tmx
from bot.translation.memory.tmx_write import Texts, tmx_writer, write_tmx

NOW = datetime(2026, 11, 22, 17, 5, 9, tzinfo=timezone(timedelta(hours=5)))
GREETING = {EN: "Hello.", KK: "Сәлем.", RU: "Привет."}

# What TMX 1.4b says of the elements that are written here.
DTD = etree.DTD(
    StringIO(
        """
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop | ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED
  o-encoding CDATA #IMPLIED creationdate CDATA #IMPLIED creationid CDATA #IMPLIED
  changedate CDATA #IMPLIED changeid CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)>
<!ELEMENT ude (#PCDATA)>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ELEMENT tuv ((note | prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""
    )
)
ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=30)
UNITS = st.lists(st.dictionaries(st.sampled_from(KNOWN_LANGUAGES), ANY_TEXT, max_size=4))


def written(*units: Texts) -> bytes:
    target = BytesIO()
    write_tmx(target, units, now=NOW)
    return target.getvalue()


def read(content: bytes) -> list[dict[LanguageCode, str]]:
    return [dict(unit.texts) for unit in read_tmx(BytesIO(content), "memory.tmx")]


def xml_text(text: str) -> str:
    """What XML holds of *text*, its white space collapsed."""
    legal = (
        c
        for c in text
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    return " ".join("".join(legal).split())


def test_file_says_what_made_it_and_when() -> None:
    header = etree.fromstring(written(GREETING)).find("header")

    assert header is not None
    assert {str(name): str(value) for name, value in header.items()} == {
        "creationtool": "Qysqa",
        "creationtoolversion": __version__,
        "creationdate": "20261122T120509Z",
        "segtype": "sentence",
        "o-tmf": "Qysqa",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
    }


@pytest.mark.parametrize("units", [[], [GREETING], [GREETING, {KK: "Иә.", RU: "Да."}]])
def test_file_is_valid(units: list[Texts]) -> None:
    content = written(*units)

    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx ')
    assert DTD.validate(etree.fromstring(content)), DTD.error_log


def test_units_are_read_back_in_their_order() -> None:
    units = [GREETING] + [{EN: f"Day {n}.", KK: f"{n}-күн."} for n in range(300)]

    assert read(written(*units)) == units


def test_markup_in_a_text_stays_text() -> None:
    unit = {EN: "<seg>Fish & chips</seg> ]]> &lt;", RU: "«\"'»"}

    assert read(written(unit)) == [unit]


@pytest.mark.parametrize(
    "poor",
    [
        {},
        {EN: "Alone."},
        {EN: "With nothing.", KK: " \n "},
        {EN: "With nothing that XML holds.", KK: "\x00\x1b\ud800\uffff"},
        {EN: "With a document.", KK: "а" * (MAX_SEGMENT_CHARS + 1)},
    ],
)
def test_unit_with_fewer_than_two_texts_is_left_out(poor: Texts) -> None:
    target = BytesIO()

    assert write_tmx(target, [poor, GREETING, poor], now=NOW) == 1
    assert read(target.getvalue()) == [GREETING]


def test_longest_text_is_written() -> None:
    unit = {EN: "a" * MAX_SEGMENT_CHARS, KK: "Ұзын."}

    assert read(written(unit)) == [unit]


def test_units_may_come_one_by_one() -> None:
    target = BytesIO()
    with tmx_writer(target, now=NOW.astimezone(UTC)) as write:
        told = [write(GREETING), write({EN: "Alone."})]

    assert told == [True, False]
    assert target.getvalue() == written(GREETING)


def test_memory_does_not_grow_with_the_file() -> None:
    class Nowhere(BytesIO):
        def write(self, _: object) -> int:
            return 0

    units = ({EN: f"Day {n}.", KK: f"{n}-күн."} for n in range(5_000))
    tracemalloc.start()
    assert write_tmx(Nowhere(), units, now=NOW) == 5_000
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak_bytes < 100_000


@given(UNITS)
def test_any_texts_are_read_back_as_far_as_xml_holds_them(
    units: list[dict[LanguageCode, str]],
) -> None:
    held = [
        {code: plain for code, text in unit.items() if (plain := xml_text(text))} for unit in units
    ]

    content = written(*units, GREETING)

    assert read(content) == [*(unit for unit in held if len(unit) > 1), GREETING]
    assert DTD.validate(etree.fromstring(content)), DTD.error_log
