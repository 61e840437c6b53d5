"""EPUB and FB2: the chapters in order, and nothing of the covers."""

import pytest

from bot.article.documents.opening import open_file
from bot.core.errors import BrokenFileError, EncryptedFileError
from bot.core.models import TextRequest
from tests.simulator.files import epub, fb2, xhtml, zipped

FONT_MASK = "http://www.idpf.org/2008/embedding"
AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"


def encryption(algorithm: str) -> str:
    return (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/></enc:EncryptedData></encryption>'
    )


def test_chapters_come_in_the_order_of_the_spine() -> None:
    chapters = {
        "z.xhtml": xhtml("<h1>Бірінші тарау</h1><p>Бір.</p>"),
        "a.xhtml": xhtml("<div>Екі,<br/>үш.<p>Төрт.</p>бес</div>"),
    }

    assert open_file("k.epub", epub(chapters, title="Кітап")) == TextRequest(
        "Бірінші тарау\n\nБір.\n\nЕкі,\nүш.\n\nТөрт.\n\nбес", "Кітап"
    )


def test_covers_contents_and_notes_are_not_the_book() -> None:
    chapters = {
        "cover.xhtml": xhtml("<p>Мұқаба</p>"),
        "legal.xhtml": xhtml("<p>Құқықтар</p>"),
        "one.xhtml": xhtml(
            "<nav><p>Мазмұны</p></nav><p>Мәтін<a epub:type='noteref'>1</a>.</p>"
            "<aside epub:type='footnote'><p>Ескерту.</p></aside>"
            "<section epub:type='bodymatter toc'><p>Тізім</p></section>"
        ),
    }
    guide = '<guide><reference type="copyright-page" href="legal.xhtml#top"/></guide>'

    assert open_file("", epub(chapters, extra=guide)) == TextRequest("Мәтін.")


def test_pages_outside_the_line_of_reading_and_missing_ones_are_passed_over() -> None:
    extra = (
        '<manifest><item id="n" href="nav2.xhtml" properties="nav" '
        'media-type="application/xhtml+xml"/><item id="gone" href="gone.xhtml" '
        'media-type="application/xhtml+xml"/><item id="pic" href="p.svg" '
        'media-type="image/svg+xml"/></manifest><spine><itemref idref="n"/><itemref idref="gone"/>'
        '<itemref idref="i0" linear="no"/><itemref idref="pic"/></spine>'
    )

    assert open_file("", epub({"a.xhtml": xhtml("<p>Мәтін.</p>")}, extra=extra)) == TextRequest(
        "Мәтін."
    )


def test_places_are_percent_encoded_and_relative_to_the_package() -> None:
    parts = {"one two.xhtml": xhtml("<p>Мәтін.</p>")}
    book = epub({"../one%20two.xhtml": ""}, **parts)

    assert open_file("", book) == TextRequest("Мәтін.")


def test_characters_are_known_by_their_html_names_and_bad_tags_forgiven() -> None:
    page = xhtml("<p>А&nbsp;&laquo;б&raquo; &amp; &lt;в&gt; &made; <b>г</p><p>д", "")

    assert open_file("", epub({"a.xhtml": page})) == TextRequest("А «б» & <в> г\n\nд")


def test_tables_go_unless_they_are_most_of_the_book() -> None:
    table = "<table><tr><td>Ұяшық.</td></tr></table>"

    beside = epub({"a.xhtml": xhtml(f"{table}<p>Мәтін ұзағырақ.</p>")})

    assert open_file("", beside) == TextRequest("Мәтін ұзағырақ.")
    assert open_file("", epub({"a.xhtml": xhtml(table)})) == TextRequest("Ұяшық.")


def test_masked_fonts_are_no_lock_and_locked_chapters_are() -> None:
    chapters = {"a.xhtml": xhtml("<p>Мәтін.</p>")}
    name = "META-INF__encryption.xml"

    assert open_file("", epub(chapters, **{name: encryption(FONT_MASK)})) == TextRequest("Мәтін.")
    with pytest.raises(EncryptedFileError):
        open_file("", epub(chapters, **{name: encryption(AES)}))


def test_an_epub_without_a_package_is_broken() -> None:
    container = {"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}

    with pytest.raises(BrokenFileError):
        open_file("", zipped(container))


FB2_BODY = (
    "<body><title><p>Абай</p><p>Қара сөз</p></title><section><title><p>Бірінші сөз</p></title>"
    "<p>Бұл жасқа<a type='note'>[1]</a> келгенше.</p><poem><stanza><v>Жол.</v></stanza></poem>"
    "</section></body><body name='notes'><section><p>Ескерту.</p></section></body>"
    "<binary>AAAA</binary>"
)
FB2_TEXT = TextRequest("Бірінші сөз\n\nБұл жасқа келгенше.\n\nЖол.", "Қара сөз")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_fb2_is_read_without_notes_pictures_and_description(encoding: str) -> None:
    book = fb2(FB2_BODY, title="Қара сөз", encoding=encoding)

    assert open_file("a.txt", book) == FB2_TEXT
    assert open_file("a.fb2.zip", zipped({"a.fb2": book})) == FB2_TEXT


def test_fb2_in_windows_1251_is_read() -> None:
    body = "<body><section><p>Слово.</p></section></body>"
    book = fb2(body, title="Книга", encoding="windows-1251")

    assert open_file("a.fb2", book) == TextRequest("Слово.", "Книга")


def test_a_table_of_a_book_is_left_out_and_a_torn_end_forgiven() -> None:
    body = "<body><section><p>Мәтін ұзағырақ.</p><table><tr><td>Ұяшық</td></tr></table><p>Соңы"

    opened = open_file("a.fb2", fb2(body).removesuffix(b"</FictionBook>"))

    assert opened == TextRequest("Мәтін ұзағырақ.\n\nСоңы")
