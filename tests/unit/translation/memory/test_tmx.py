"""Reading translation memories, whole and broken."""

import tracemalloc
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import BadMemoryFileError
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.memory.tmx import MAX_SEGMENT_CHARS, Unit, read_tmx

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
    'adminlang="en" srclang="*all*" datatype="plaintext"><note>Not a sentence.</note></header>'
)
LEGAL = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"
    )
)


def tmx(*units: str, prolog: str = "") -> str:
    return f'{prolog}<tmx version="1.4">{HEADER}<body>{"".join(units)}</body></tmx>'


def tu(**segments: str) -> str:
    variants = [
        f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{text}</seg></tuv>'
        for tag, text in segments.items()
    ]
    return f"<tu>{''.join(variants)}</tu>"


def read(text: str | bytes) -> list[dict[LanguageCode, str]]:
    content = text.encode() if isinstance(text, str) else text
    return [dict(unit.texts) for unit in read_tmx(BytesIO(content), "memory.tmx")]


def refusal(text: str | bytes) -> str:
    with pytest.raises(BadMemoryFileError) as caught:
        read(text)
    assert caught.value.name == "memory.tmx"
    return caught.value.reason


def english(segment: str) -> str:
    return read(tmx(tu(en=segment, kk="Сәлем.")))[0][EN]


def test_a_unit_holds_its_languages_in_file_order() -> None:
    units = list(read_tmx(BytesIO(tmx(tu(ru="Да.", kk="Иә.", en="Yes.")).encode()), "a.tmx"))

    assert units == [Unit({RU: "Да.", KK: "Иә.", EN: "Yes."})]


def test_every_unit_is_read() -> None:
    units = [tu(en=f"Day {n}.", kk=f"{n}-күн.") for n in range(300)]

    assert read(tmx(*units)) == [{EN: f"Day {n}.", KK: f"{n}-күн."} for n in range(300)]


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4"])
def test_versions_with_their_doctype_are_read(version: str) -> None:
    doctype = f'<!DOCTYPE tmx SYSTEM "tmx{version.replace(".", "")}.dtd">'
    text = tmx(tu(en="Yes.", ru="Да."), prolog=doctype).replace("1.4", version)

    assert read(text) == [{EN: "Yes.", RU: "Да."}]


def test_a_doctype_with_declarations_but_no_entities_is_read() -> None:
    prolog = "<!DOCTYPE tmx [<!ELEMENT tmx ANY>]>"

    assert read(tmx(tu(en="Yes.", ru="Да."), prolog=prolog)) == [{EN: "Yes.", RU: "Да."}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_read(encoding: str) -> None:
    declared = "UTF-16" if "16" in encoding else "UTF-8"
    prolog = f'<?xml version="1.0" encoding="{declared}"?>'
    text = tmx(tu(en="Hello.", kk="Сәлем, әлем 👋."), prolog=prolog)

    assert read(text.encode(encoding)) == [{EN: "Hello.", KK: "Сәлем, әлем 👋."}]


def test_the_older_lang_attribute_is_read() -> None:
    text = tmx(tu(en="Yes.", ru="Да.")).replace("xml:lang", "lang")

    assert read(text) == [{EN: "Yes.", RU: "Да."}]


def test_a_file_in_a_namespace_is_read() -> None:
    text = tmx(tu(en="Yes.", ru="Да.")).replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ')

    assert read(text) == [{EN: "Yes.", RU: "Да."}]


@pytest.mark.parametrize("tag", ["kk-KZ", "KK", "kk_Cyrl_KZ", "kaz"])
def test_a_region_or_script_leaves_the_language(tag: str) -> None:
    unit = tu(en="Yes.", XX="Иә.").replace('"XX"', f'"{tag}"')

    assert read(tmx(unit)) == [{EN: "Yes.", KK: "Иә."}]


def test_the_first_text_of_a_language_counts() -> None:
    assert read(tmx(tu(en_GB="Tram.", en_US="Streetcar.", ru="Трамвай."))) == [
        {EN: "Tram.", RU: "Трамвай."}
    ]


def test_an_unknown_or_missing_language_is_left_out() -> None:
    unit = tu(en="Yes.", ru="Да.", tlh="HIja’.", none="?").replace(' xml:lang="none"', "")

    assert read(tmx(unit)) == [{EN: "Yes.", RU: "Да."}]


@pytest.mark.parametrize(
    "poor",
    [
        "<tu/>",
        tu(en="Alone."),
        tu(en="With a Klingon.", tlh="HIja’."),
        tu(en="With nothing.", kk=" \n "),
        tu(en="With a code.", kk="<ph>{0}</ph>"),
        tu(en="Twice.", en_US="Twice."),
        tu(en="With no seg.", kk="").replace("<seg></seg>", ""),
    ],
)
def test_a_unit_with_fewer_than_two_texts_is_skipped(poor: str) -> None:
    assert read(tmx(poor, tu(en="Yes.", ru="Да."), poor)) == [{EN: "Yes.", RU: "Да."}]


def test_a_segment_outside_a_variant_is_left_out() -> None:
    assert read(tmx(tu(en="Yes.", ru="Да.").replace("</tu>", "<seg>No.</seg></tu>"))) == [
        {EN: "Yes.", RU: "Да."}
    ]


def test_the_longest_segment_is_kept_and_a_longer_one_left_out() -> None:
    longest, longer = "a" * MAX_SEGMENT_CHARS, "a" * (MAX_SEGMENT_CHARS + 1)

    assert read(tmx(tu(en=longest, ru="Да.", kk=longer))) == [{EN: longest, RU: "Да."}]


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ("  two\n\t words ", "two words"),
        ("no\u00a0break", "no break"),
        ("A <bpt i='1'>&lt;b></bpt>bold<ept i='1'>&lt;/b></ept> word", "A bold word"),
        ("Press <ph>{0}</ph>now", "Press now"),
        ("One <it pos='begin'>&lt;i></it>two", "One two"),
        ("Old <ut>{\\b </ut>code", "Old code"),
        ("A <hi>marked <hi>inner</hi></hi> word", "A marked inner word"),
        ("H<sub>2</sub>O", "H2O"),
        ("See<ph>\\footnote{<sub>A text apart.</sub>}</ph> here", "See here"),
        ("Fish &amp; chips &lt;&#49;>", "Fish & chips <1>"),
        ("<![CDATA[Fish & chips]]>", "Fish & chips"),
        ("Half<!-- a comment --><?a pi?> said", "Half said"),
    ],
)
def test_a_segment_comes_as_plain_words(segment: str, text: str) -> None:
    assert english(segment) == text


def test_a_segment_with_an_undeclared_entity_is_left_out() -> None:
    prolog = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    units = tu(en="A&nbsp;word.", kk="Сөз.", ru="Слово.")

    assert read(tmx(units, prolog=prolog)) == [{KK: "Сөз.", RU: "Слово."}]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"en,kk\nYes.,x\n",
        b"\x00\xff\x00",
        tmx(tu(en="Yes.", ru="Да.")).encode()[:-3],
        tmx(tu(en="Yes.", ru="&nothing;")).encode(),
        tmx(tu(en="Yes.", ru="Да.")).encode("utf-16")[2:],
        tmx(tu(en="Yes.", ru="Да."), prolog='<?xml version="1.0" encoding="x-no"?>').encode(),
        tmx(tu(en="<hi>" * 400 + "Deep." + "</hi>" * 400, ru="Да.")).encode(),
    ],
)
def test_what_is_no_xml_is_refused(content: bytes) -> None:
    assert refusal(content).startswith("not well-formed XML: ")


def test_other_xml_is_refused_by_its_outermost_element() -> None:
    assert refusal("<html><body>Yes.</body></html>") == "no TMX: its outermost element is html"


@pytest.mark.parametrize("text", [tmx(), tmx(tu(en="Alone.")), '<tmx version="1.4"/>'])
def test_a_file_without_a_usable_unit_is_refused(text: str) -> None:
    assert refusal(text) == "no sentence in two languages known here"


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY name "Qysqa">',
        '<!ENTITY file SYSTEM "file:///etc/hostname">',
        '<!ENTITY % more SYSTEM "http://192.0.2.1/more.dtd">',
    ],
)
def test_a_file_with_entities_of_its_own_is_refused(entity: str) -> None:
    prolog = f"<!DOCTYPE tmx [{entity}]>"

    assert refusal(tmx(tu(en="Yes.", ru="Да."), prolog=prolog)) == "it declares entities"


@pytest.mark.parametrize("place", ["<seg>&e9;</seg>", '<prop type="&e9;">x</prop>'])
def test_an_entity_bomb_is_refused_unexploded(place: str) -> None:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<!DOCTYPE tmx [<!ENTITY e0 "boom">{steps}]>'

    tracemalloc.start()
    reason = refusal(tmx(f"<tu>{place}</tu>", prolog=prolog))
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert reason == "it declares entities" or "amplification" in reason
    assert peak_bytes < 1_000_000


def test_units_before_a_break_are_yielded_before_the_refusal() -> None:
    whole = tmx(*(tu(en=f"Day {n}.", kk=f"{n}-күн.") for n in range(2_000)))
    units = read_tmx(BytesIO(whole.encode()[:-20]), "memory.tmx")

    assert next(units) == Unit({EN: "Day 0.", KK: "0-күн."})
    with pytest.raises(BadMemoryFileError):
        list(units)


def test_the_file_is_read_no_further_than_asked() -> None:
    source = BytesIO(tmx(*(tu(en=f"Day {n}.", kk=f"{n}-күн.") for n in range(20_000))).encode())

    next(read_tmx(source, "memory.tmx"))

    assert source.tell() < 100_000


@given(LEGAL, LEGAL)
def test_any_text_survives_but_for_its_white_space(first: str, second: str) -> None:
    text = tmx(tu(en=escape(first), kk=escape(second)), tu(en="Yes.", kk="Иә."))
    expected = {EN: " ".join(first.split()), KK: " ".join(second.split())}

    assert read(text)[:-1] == ([expected] if all(expected.values()) else [])


@given(st.binary())
def test_any_bytes_are_refused_not_crashed_on(content: bytes) -> None:
    assert refusal(content)


def test_a_name_that_no_file_should_have_is_none_of_ours() -> None:
    assert refusal(b"<:tmx></:tmx>")


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(tmx(tu(en="Yes <hi>it</hi> is.", kk="Иә, солай.")).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        units = read(bytes(content))
    except BadMemoryFileError:
        return
    assert all(len(unit) > 1 for unit in units)
