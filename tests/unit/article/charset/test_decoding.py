import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.charset.decoding import MAX_META_BYTES, decode

PAGES = Path(__file__).parents[3] / "data" / "charsets"
CASES = json.loads((PAGES / "index.json").read_text(encoding="utf-8"))

RU = "Обычный абзац обычной статьи, достаточно длинный, чтобы его сочли текстом."
KK = "Үкімет ауыл шаруашылығын қолдаудың жаңа бағдарламасын мақұлдады, деді баспасөз қызметі."
EN = "A café’s façade – naïve and “smart”: that is how Zoë put it."
ZH = "政府批准了支持农业的新计划，农民将在春季获得购买机械、种子和化肥的补贴。"


def page(text: str, head: str = "") -> str:
    return f"<html><head>{head}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_a_page_is_read_whatever_its_labels_say(case: dict[str, str]) -> None:
    body = (PAGES / case["file"]).read_bytes()

    assert decode(body, case["header_charset"]) == body.decode(case["encoding"], "replace")


def test_the_pages_come_in_many_encodings_and_ways_to_label_them() -> None:
    assert len(CASES) >= 40
    assert len({case["encoding"] for case in CASES}) >= 8
    assert {case["language"] for case in CASES} >= {"kk", "ru", "en", "uk", "zh", "ja", "tr"}


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
    "declared", ["utf-8", "wat", "punycode", "hex", "a" * 99, "\x00", "utf-7", "koi8-r", "latin-1"]
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
        (RU, "iso8859-5"),
        (RU, "mac-cyrillic"),
        (RU.upper(), "cp1251"),
        (RU, "utf-16-le"),
        (EN, "utf-16-be"),
        ("İzmir’de balıkçılar yağmuru bekliyor, çünkü göl kurudu.", "cp1254"),
        ("Η πόλη φυτεύει χίλια δέντρα δίπλα στο παλιό λιμάνι.", "cp1253"),
    ],
)
def test_an_encoding_that_nobody_declared_is_guessed(text: str, encoding: str) -> None:
    assert decode(page(text).encode(encoding), None) == page(text)


def test_the_last_letter_of_windows_1251_is_not_taken_for_the_euro_of_mac() -> None:
    text = page("Земля и время — твоя история, моя семья и её имя.")

    assert decode(text.encode("cp1251"), None) == text


@pytest.mark.parametrize("label", ["kz-1048", "windows-1251"])
def test_few_kazakh_letters_are_enough_for_the_variant_they_are_written_in(label: str) -> None:
    text = page("Театрдың премьерасы Президент паркінде болады.")

    assert decode(text.encode("kz1048"), label) == text


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
    assert decode(b"\xff \xff \xfe \xfe \xff", None).count("\ufffd") > 0


def test_zeros_on_both_sides_are_no_utf16() -> None:
    assert decode(b"<p>\0\0\0\0\0\0</p>", None) == "<p>\0\0\0\0\0\0</p>"


def test_letters_of_languages_without_a_table_do_not_overrule_a_label() -> None:
    text = page("Það er gott að ganga út á morgnana, þótt veðrið sé kalt og ýlfrandi vindur.")

    assert decode(text.encode("cp1252"), "iso-8859-1") == text


def test_a_label_that_fits_too_few_of_the_bytes_is_passed_over() -> None:
    assert decode(page(RU).encode("cp1251"), "tis-620") == page(RU)


def test_a_label_whose_encoding_has_no_such_letters_is_passed_over() -> None:
    unused = b"\x98\x98\x98"  # stands for nothing in windows-1251

    assert decode(unused, "windows-1251") == decode(unused, None)


@given(st.binary(), st.none() | st.text() | st.sampled_from(["utf-16", "gb2312", "koi8-r"]))
def test_any_bytes_become_text_that_can_be_written(body: bytes, declared: str | None) -> None:
    decode(body, declared).encode()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\0")))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode(), None) == text
