"""What a file is, its bytes say; its name only hints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.documents.opening import MAX_FILE_BYTES, open_file
from bot.core.errors import (
    BrokenFileError,
    EncryptedFileError,
    FileNotSupportedError,
    FileTooLargeError,
    Refusal,
)
from bot.core.models import HtmlRequest, TextRequest
from tests.simulator.files import Put, Sheet, docx, epub, fb2, odt, pdf, word_paragraph, zipped

PAGE = "<!doctype html><p>Мақала."
TEXT = TextRequest("Мәтін осында.")

MARKDOWN = """\
# Ауыл *метеостанциясы*

Оқушылар [станция](https://a.kz) құрастырды,
содан бері `ол` жұмыс істейді.\\
Екінші жол.

![сурет](a.png) Сурет <b>астында</b>.

- бірінші
- екінші

```
code()
```

<div>raw</div>

# Екінші тақырып
"""


@pytest.mark.parametrize("name", ["", "a.txt", "A.TXT", "a.b.text", "x.log", "мақала"])
def test_text_is_taken_as_it_is(name: str) -> None:
    assert open_file(name, "Бір.\nЕкі.".encode()) == TextRequest("Бір.\nЕкі.")


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_html_goes_by_its_name(name: str) -> None:
    assert open_file(name, b"<p>Text") == HtmlRequest("<p>Text")


@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n \t"])
@pytest.mark.parametrize("page", [PAGE, PAGE.upper(), "<html lang=kk>", "<HTML>"])
@pytest.mark.parametrize("name", ["page.txt", "paper.pdf"])
def test_html_is_known_by_its_beginning_too(start: str, page: str, name: str) -> None:
    opened = open_file(name, f"{start}{page}".encode())

    assert isinstance(opened, HtmlRequest)


def test_a_text_that_speaks_of_html_is_no_page() -> None:
    assert isinstance(open_file("", "Тег <html> ашады.".encode()), TextRequest)


def test_markdown_becomes_plain_paragraphs_under_its_title() -> None:
    assert open_file("a.md", MARKDOWN.encode()) == TextRequest(
        "Оқушылар станция құрастырды, содан бері ол жұмыс істейді.\nЕкінші жол.\n\n"
        " Сурет астында.\n\nбірінші\n\nекінші\n\nЕкінші тақырып",
        "Ауыл метеостанциясы",
    )


def test_markdown_without_a_first_heading_has_no_title() -> None:
    assert open_file("a.markdown", "## Екі\n\nСөз.".encode()) == TextRequest("Екі\n\nСөз.")


@pytest.mark.parametrize("name", ["", "a.txt", "a.pdf", "a.docx", "a.epub", "a.odt", "a.png"])
@pytest.mark.parametrize(
    "content",
    [
        pdf([Sheet([Put(TEXT.text, 60, 700)])]),
        b"junk\r\n" + pdf([Sheet([Put(TEXT.text, 60, 700)])]),
        docx(word_paragraph(TEXT.text)),
        odt(f"<text:p>{TEXT.text}</text:p>"),
        epub({"a.xhtml": f"<html><body><p>{TEXT.text}</p></body></html>"}),
        fb2(f"<body><section><p>{TEXT.text}</p></section></body>"),
        fb2(f"<body><section><p>{TEXT.text}</p></section></body>", encoding="utf-16"),
        zipped({"кітап.fb2": fb2(f"<body><section><p>{TEXT.text}</p></section></body>")}),
    ],
    ids=["pdf", "pdf behind junk", "docx", "odt", "epub", "fb2", "fb2 in UTF-16", "fb2.zip"],
)
def test_documents_are_known_by_their_bytes(name: str, content: bytes) -> None:
    assert open_file(name, content) == TEXT


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("archive.tar.gz", b"text"),
        ("table.csv", b"a,b"),
        ("a.md", b"\x89PNG"),
        ("a.html", b"\xff\xd8\xff\xe0"),
        ("a", b"GIF89a"),
        ("a.txt", b"{\\rtf1 text}"),
        ("a.txt", b"\x7fELF\2\1\1\0\0\0\x03\0>\0"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97"),
        ("a.docx", zipped({"ppt/presentation.xml": "<p/>"})),
        ("a.zip", zipped({"a.fb2": "<a/>", "b.fb2": "<a/>"})),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})),
    ],
)
def test_other_kinds_are_refused_by_name(name: str, content: bytes) -> None:
    with pytest.raises(FileNotSupportedError) as refused:
        open_file(name, content)

    assert refused.value.name == name


def test_a_stray_nul_makes_no_program_of_a_text() -> None:
    assert open_file("a.txt", b"text\0 and more of it") == TextRequest("text\0 and more of it")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.epub", "a.fb2"])
def test_text_under_the_name_of_a_document_is_a_broken_one(name: str) -> None:
    with pytest.raises(BrokenFileError) as refused:
        open_file(name, b"text")

    assert refused.value.name == name


def test_a_locked_docx_asks_for_its_password() -> None:
    stream = "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(EncryptedFileError):
        open_file("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..." + stream)


def test_text_in_utf_16_is_text() -> None:
    assert open_file("a.txt", TEXT.text.encode("utf-16")) == TEXT


def test_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_FILE_BYTES == 20_971_520
    monkeypatch.setattr("bot.article.documents.opening.MAX_FILE_BYTES", 3)

    assert open_file("", b"abc") == TextRequest("abc")
    with pytest.raises(FileTooLargeError) as refused:
        open_file("a.pdf", b"abcd")
    assert refused.value.limit_bytes == 3


def test_text_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.article.documents.paragraphs.MAX_TEXT_CHARS", 3)

    assert open_file("", "үшн".encode()) == TextRequest("үшн")
    with pytest.raises(FileTooLargeError):
        open_file("a.md", "төрт".encode())


@given(st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf"]), st.binary(max_size=200))
def test_any_bytes_open_or_are_refused(name: str, content: bytes) -> None:
    try:
        opened = open_file(name, content)
    except Refusal:
        return
    assert isinstance(opened, TextRequest | HtmlRequest)


WHOLE = [docx(word_paragraph("а")), epub({"a": "<p>а</p>"}), pdf([Sheet([Put("аб", 9, 9)])])]


@given(st.sampled_from(WHOLE), st.data())
def test_any_damage_is_read_or_refused(whole: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(max_size=9))
    try:
        opened = open_file("", whole[:place] + damage + whole[place + len(damage) :])
    except Refusal:
        return
    assert isinstance(opened, TextRequest | HtmlRequest)


@given(st.text(st.sampled_from("#*_`[]()!<>&\\\n -1.аб"), max_size=80))
def test_any_markdown_becomes_text(text: str) -> None:
    assert isinstance(open_file("a.md", text.encode()), TextRequest | HtmlRequest)
