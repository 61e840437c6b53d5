"""Files by their names and first bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article import documents
from bot.article.documents import MAX_FILE_BYTES, open_file
from bot.core.errors import FileNotSupportedError, FileTooLargeError
from bot.core.models import HtmlRequest, TextRequest

PAGE = "<!doctype html><p>Мақала."

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
def test_html_is_known_by_its_beginning_too(start: str, page: str) -> None:
    opened = open_file("page.txt", f"{start}{page}".encode())

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


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"text"),
        ("a.docx", b"text"),
        ("archive.tar.gz", b"text"),
        ("a.txt", b"%PDF-1.7"),
        ("", b"PK\x03\x04"),
        ("a.md", b"\x89PNG"),
        ("a.html", b"\xff\xd8\xff\xe0"),
        ("a", b"GIF89a"),
    ],
)
def test_other_kinds_are_refused_by_name(name: str, content: bytes) -> None:
    with pytest.raises(FileNotSupportedError) as refused:
        open_file(name, content)

    assert refused.value.name == name


def test_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_FILE_BYTES == 20_971_520
    monkeypatch.setattr(documents, "MAX_FILE_BYTES", 3)

    assert open_file("", b"abc") == TextRequest("abc")
    with pytest.raises(FileTooLargeError) as refused:
        open_file("a.pdf", b"abcd")
    assert refused.value.limit_bytes == 3


@given(st.sampled_from(["a.txt", "a.md", "a.html"]), st.binary(max_size=200))
def test_any_bytes_open_or_are_refused(name: str, content: bytes) -> None:
    try:
        opened = open_file(name, content)
    except FileNotSupportedError:
        assert content
    else:
        assert isinstance(opened, TextRequest | HtmlRequest)


@given(st.text(st.sampled_from("#*_`[]()!<>&\\\n -1.аб"), max_size=80))
def test_any_markdown_becomes_text(text: str) -> None:
    assert isinstance(open_file("a.md", text.encode()), TextRequest | HtmlRequest)
