"""PDF: its words in order, its title, and refusals of what has no words."""

import random

import pytest

from bot.article.documents import pdf_glyphs
from bot.article.documents.opening import open_file
from bot.core.errors import (
    BrokenFileError,
    EncryptedFileError,
    FileTooLargeError,
    ScannedFileError,
)
from bot.core.models import TextRequest
from tests.simulator.files import Put, Setting, Sheet, pdf, typeset, write_pdf
from tests.simulator.files_hostile import locked_pdf, looping_pages, many_pages, one_page

STORY = (
    "ауыл оқушылары метеостанцияны өз қолымен құрастырып деректер жинап көрші шаруаларға "
    "жібереді мұғалімдер жобаны келесі жылы да жалғастырады өйткені балалардың қызығушылығы"
)
WORDS = STORY.split()
TEXT = "Ауыл оқушылары метеостанция құрастырды."


def made_up(paragraphs: int) -> list[str]:
    """Make text whose lines never repeat."""
    chance = random.Random(4)  # noqa: S311 - not a secret
    lengths = [chance.randint(30, 120) for _ in range(paragraphs)]
    return [f"{' '.join(chance.choices(WORDS, k=length))}.".capitalize() for length in lengths]


def read(content: bytes) -> TextRequest:
    opened = open_file("a.pdf", content)
    assert isinstance(opened, TextRequest)
    return opened


@pytest.mark.parametrize(
    "setting",
    [
        Setting(header="«Білім» журналы"),
        Setting(columns=2),
        Setting(columns=2, is_by_rows=True, header="«Білім» журналы"),
        Setting(columns=3, size=8, leading=10, gutter=15),
    ],
    ids=["book", "paper", "paper by rows", "newspaper"],
)
def test_text_comes_back_as_it_was_set(setting: Setting) -> None:
    paragraphs = made_up(24)

    opened = read(pdf(typeset("Метеостанция туралы", paragraphs, setting)))

    assert opened == TextRequest("\n\n".join(paragraphs), "Метеостанция туралы")


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read(rotation: int) -> None:
    sheet = Sheet([Put(TEXT, 60, 700), Put("Екінші жол жазылды.", 60, 650)], rotation=rotation)

    assert read(pdf([sheet])).text == f"{TEXT}\n\nЕкінші жол жазылды."


def test_letters_across_the_page_are_a_stamp() -> None:
    level = f"BT /F1 10 Tf 60 700 Td ({'Text here. ' * 9})Tj ET"
    upright = "BT /F1 10 Tf 0 1 -1 0 30 90 Tm (stamp)Tj ET"

    assert read(one_page(f"{level} {upright}")).text == ("Text here. " * 9).strip()


def test_the_title_of_the_properties_counts_when_it_can_be_read_in_large_type() -> None:
    body = [Put(TEXT * 2, 60, 600 - 40 * row) for row in range(3)]
    large = [Put("Рубрика", 60, 760, 24), Put("Ауыл метеостанциясы", 60, 700, 16)]

    assert read(pdf([Sheet([*large, *body])], title="Ауыл метеостанциясы")).title == large[1].text
    assert read(pdf([Sheet([*large, *body])], title="doc1.docx")).title == "Рубрика"
    assert read(pdf([Sheet([*large, *body])])).text.startswith("Ауыл метеостанциясы\n\n")
    assert read(pdf([Sheet(body)], title="doc1.docx")).title is None
    assert read(pdf([Sheet([*body, Put("1А", 60, 760, 24)])])).title is None


def test_letters_without_meaning_and_pictures_are_scans() -> None:
    sheet = Sheet([Put(TEXT, 60, 700)])
    for content in (
        pdf([sheet], is_mapped=False),
        pdf([sheet, Sheet(is_picture=True), Sheet([Put("1", 60, 30)], is_picture=True)]),
    ):
        with pytest.raises(ScannedFileError):
            read(content)


def test_a_picture_among_the_pages_is_no_scan_and_blank_pages_are_empty() -> None:
    sheet = Sheet([Put(TEXT, 60, 700)])

    assert read(pdf([sheet, Sheet(is_picture=True)])).text == TEXT
    assert read(pdf([Sheet(), Sheet()])) == TextRequest("")


def test_ligatures_are_parted_and_hyphens_at_line_ends_closed_up() -> None:
    puts = [Put("The ﬁrst metadata of a meteo-", 60, 700), Put("station.", 60, 688)]

    assert read(pdf([Sheet(puts)])).text == "The first metadata of a meteostation."


def test_a_password_is_asked_for() -> None:
    with pytest.raises(EncryptedFileError):
        read(locked_pdf())


def test_a_damaged_file_after_a_locked_one_is_damaged_none_the_less() -> None:
    with pytest.raises(EncryptedFileError):
        read(locked_pdf())
    with pytest.raises(BrokenFileError):
        read(write_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"]))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        write_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"]),
        write_pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 3/Kids[9 0 R]>>"]),
    ],
    ids=["nothing", "no pages", "lost pages"],
)
def test_what_has_no_pages_is_broken(content: bytes) -> None:
    with pytest.raises(BrokenFileError):
        read(content)


@pytest.mark.parametrize("content", [many_pages(2_001, 2), looping_pages()])
def test_too_many_pages_are_refused(content: bytes) -> None:
    with pytest.raises(FileTooLargeError):
        read(content)


def test_too_long_a_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.article.documents.paragraphs.MAX_TEXT_CHARS", 50)

    with pytest.raises(FileTooLargeError):
        read(many_pages(2, 40))


def test_a_page_of_letters_apart_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_glyphs, "MAX_RUNS", 2)
    puts = [Put("аб", 60, 700 - 50 * row) for row in range(3)]

    assert read(pdf([Sheet(puts[:2])])).text == "аб\n\nаб"
    with pytest.raises(BrokenFileError):
        read(pdf([Sheet(puts)]))
