import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.charset import MAX_META_BYTES, decode

RU = "Обычный абзац обычной статьи, достаточно длинный, чтобы его сочли текстом."
KK = "Үкімет ауыл шаруашылығын қолдаудың жаңа бағдарламасын мақұлдады, деді баспасөз қызметі."
EN = "A café’s façade – naïve and “smart”: that is how Zoë put it."
ZH = "政府批准了支持农业的新计划，农民将在春季获得购买机械、种子和化肥的补贴。"


def page(text: str, head: str = "") -> str:
    return f"<html><head>{head}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_wins_over_the_header(mark: bytes, encoding: str) -> None:
    assert decode(mark + KK.encode(encoding), "windows-1251") == KK


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1251", "wat"])
def test_valid_utf8_wins_over_the_header(declared: str | None) -> None:
    assert decode(page(KK).encode(), declared) == page(KK)


@pytest.mark.parametrize(
    ("text", "label", "encoding"),
    [
        (RU, "windows-1251", "cp1251"),
        (RU, "CP1251", "cp1251"),
        (RU, "koi8-r", "koi8-r"),
        (RU, "x-mac-cyrillic", "mac-cyrillic"),
        (KK, "kz-1048", "kz1048"),
        (KK, "STRK1048-2002", "kz1048"),
        (KK, "ptcp154", "ptcp154"),
        (EN, "iso-8859-1", "cp1252"),
        (EN, "us-ascii", "cp1252"),
        ("农业部副部长镕基", "gb2312", "gb18030"),
        (ZH, "gbk", "gb18030"),
        ("春が来た。", "x-sjis", "cp932"),
    ],
)
def test_the_header_names_the_encoding_as_browsers_understand_it(
    text: str, label: str, encoding: str
) -> None:
    assert decode(text.encode(encoding), label) == text


def test_the_header_wins_over_the_page() -> None:
    text = page(RU, '<meta charset="koi8-r">')

    assert decode(text.encode("cp1251"), "windows-1251") == text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<META CHARSET = 'windows-1251' />",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
        "<!--" + "x" * 3_000 + "--><meta charset=windows-1251>",
    ],
)
def test_the_page_declares_its_encoding_itself(head: str) -> None:
    text = page("хабар", head)  # too short to be guessed

    assert decode(text.encode("cp1251"), None) == text


@pytest.mark.parametrize(
    "declared", ["utf-8", "wat", "punycode", "hex", "a" * 99, "\x00", "utf-7"]
)
def test_a_label_that_is_wrong_or_no_encoding_of_pages_is_passed_over(declared: str) -> None:
    text = page(RU, '<meta charset="windows-1251">')

    assert decode(text.encode("cp1251"), declared) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RU, "cp1251"),
        (RU, "koi8-r"),
        (RU, "cp866"),
        (KK, "kz1048"),
        (KK, "ptcp154"),
        (EN, "cp1252"),
        (ZH, "gb18030"),
    ],
)
def test_an_encoding_that_nobody_declared_is_guessed(text: str, encoding: str) -> None:
    assert decode(page(text).encode(encoding), None) == page(text)


@pytest.mark.parametrize("encoding", ["kz1048", "ptcp154"])
def test_kazakh_labelled_windows_1251_is_read_in_the_variant_it_is_written_in(
    encoding: str,
) -> None:
    assert decode(page(KK).encode(encoding), "windows-1251") == page(KK)


@pytest.mark.parametrize(
    "text",
    [
        RU + " 15 ‰ ± 2 µm™",
        "Уряд схвалив нову програму підтримки сільського господарства, її ґрунт і досвід є.",
        "Урад ухваліў новую праграму падтрымкі сельскай гаспадаркі ў краіне.",
        "Влада је усвојила нови програм подршке пољопривреди, а међу њима су и џакови ћумура.",
    ],
)
def test_other_cyrillic_text_in_windows_1251_is_not_taken_for_kazakh(text: str) -> None:
    assert decode(text.encode("cp1251"), "windows-1251") == text


def test_a_declaration_far_down_the_page_is_not_looked_for() -> None:
    text = page(RU, "<!--" + "x" * MAX_META_BYTES + "--><meta charset=koi8-r>")

    assert decode(text.encode("cp1251"), None) == text


def test_utf8_with_some_damage_stays_utf8() -> None:
    body = page(KK).encode() + RU.encode("cp1251") + b"\xff\xfe\x80"

    assert decode(body, "utf-8").startswith(page(KK))


def test_bytes_that_no_encoding_explains_become_replacement_characters() -> None:
    assert decode(b"\x81\x8d\xff\x00\x81 \x90\x9d", None).count("\ufffd") > 0


@given(st.binary(), st.none() | st.text() | st.sampled_from(["utf-16", "gb2312", "koi8-r"]))
def test_any_bytes_become_text_that_can_be_written(body: bytes, declared: str | None) -> None:
    decode(body, declared).encode()


@given(st.text(st.characters(exclude_categories=["Cs"]).filter(lambda char: char != "\ufeff")))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode(), None) == text
