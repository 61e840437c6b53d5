"""DOCX and ODT: the running text, and nothing beside it."""

import pytest

from bot.article.documents.opening import open_file
from bot.core.errors import BrokenFileError, EncryptedFileError, FileNotSupportedError
from bot.core.models import TextRequest
from tests.simulator.files import (
    docx,
    docx_parts,
    odt,
    word_paragraph,
    word_style,
    zipped,
)

P = word_paragraph
STYLES = (
    word_style("a3", "Title")
    + word_style("1", "heading 1")
    + word_style("11", "toc 1")
    + word_style("a5", "caption")
    + '<w:style w:styleId="a9"/>'
)


def read(body: str, **options: str) -> TextRequest:
    opened = open_file("a.docx", docx(body, **options))
    assert isinstance(opened, TextRequest)
    return opened


def read_odt(body: str, **options: str) -> TextRequest:
    opened = open_file("a.odt", odt(body, **options))
    assert isinstance(opened, TextRequest)
    return opened


def test_paragraphs_stand_apart_and_runs_together() -> None:
    body = (
        "<w:p><w:r><w:t>Метео</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>станция</w:t></w:r></w:p>"
    )

    assert read(body + P("Екінші.") + P("")) == TextRequest("Метеостанция\n\nЕкінші.")


def test_the_title_is_known_by_the_name_of_its_style_in_any_translation() -> None:
    body = P("Хабарлама") + P("Тақырып", "a3") + P("Мәтін.")

    assert read(body, styles=STYLES, title="Шаблон") == TextRequest(
        "Хабарлама\n\nМәтін.", "Тақырып"
    )


def test_the_properties_come_next_and_a_heading_that_opens_the_text_last() -> None:
    body = P("Бастау", "1") + P("Мәтін.") + P("Соңы", "1")

    assert read(body, styles=STYLES, title="Есеп") == TextRequest(
        "Бастау\n\nМәтін.\n\nСоңы", "Есеп"
    )
    assert read(body, styles=STYLES) == TextRequest("Мәтін.\n\nСоңы", "Бастау")
    assert read(P("Мәтін.") + P("Соңы", "1"), styles=STYLES).title is None


def test_a_title_of_a_paragraphs_length_is_none() -> None:
    assert read(P("Сөз " * 100, "a3"), styles=STYLES).title is None


def test_contents_and_captions_are_not_the_text() -> None:
    link = '<w:p><w:hyperlink w:anchor="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>'
    linked = link.format("_Toc12", "1 Кіріспе 3") + link.format("note", "сілтеме")
    body = P("Кіріспе 3", "11") + P("1-сурет", "a5") + linked

    assert read(body, styles=STYLES).text == "сілтеме"


def test_what_was_deleted_or_moved_away_is_gone_and_what_was_inserted_is_there() -> None:
    body = (
        "<w:p><w:r><w:t>Бір </w:t></w:r><w:del><w:r><w:delText>ескі</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>көшкен</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>жаңа</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )

    assert read(body).text == "Бір жаңа"


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    body = (
        "<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t><w:noBreakHyphen/>"
        "<w:t>г</w:t></w:r></w:p>"
    )

    assert read(body).text == "а б\nв-г"


def test_a_text_box_is_read_once_and_does_not_cut_its_paragraph() -> None:
    box = f"<w:txbxContent>{P('Жақтау.')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Сөйлем </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>"
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>жалғасады.</w:t></w:r></w:p>"
    )

    assert read(body).text == "Жақтау.\n\nСөйлем жалғасады."


def test_a_table_goes_unless_it_is_most_of_the_text() -> None:
    table = f"<w:tbl><w:tr><w:tc>{P('Ұяшық мәтіні.')}</w:tc></w:tr></w:tbl>"

    assert read(P("Мәтін ұзағырақ, кестеден де.") + table).text == "Мәтін ұзағырақ, кестеден де."
    assert read(P("Мәтін.") + table).text == "Мәтін.\n\nҰяшық мәтіні."


def test_a_docx_is_read_under_any_name_and_without_styles() -> None:
    parts = docx_parts(P("Мәтін."))
    del parts["word/styles.xml"], parts["docProps/core.xml"]

    assert open_file("a.pdf", zipped(parts)) == TextRequest("Мәтін.")


def test_broken_properties_are_no_reason_to_refuse() -> None:
    parts = {**docx_parts(P("Мәтін.")), "docProps/core.xml": "<a"}

    assert open_file("a.docx", zipped(parts)) == TextRequest("Мәтін.")


def test_a_sheet_is_no_text() -> None:
    parts = docx_parts(P("Мәтін."))
    types = str(parts["[Content_Types].xml"]).replace("wordprocessingml", "spreadsheetml")

    with pytest.raises(FileNotSupportedError):
        open_file("a.docx", zipped({**parts, "[Content_Types].xml": types}))


@pytest.mark.parametrize("gone", ["word/document.xml"])
def test_a_docx_without_its_text_is_broken(gone: str) -> None:
    parts = docx_parts(P("Мәтін."))
    del parts[gone]

    with pytest.raises(BrokenFileError):
        open_file("a.docx", zipped(parts))


def test_odt_paragraphs_headings_and_lists_are_read_in_order() -> None:
    body = (
        "<text:h>Тарау</text:h><text:p>Бір<text:s/>екі<text:tab/>үш<text:line-break/>төрт.</text:p>"
        "<text:list><text:list-item><text:p>Тармақ <text:span>бір</text:span></text:p>"
        "</text:list-item></text:list>"
    )

    assert read_odt(body) == TextRequest("Бір екі үш\nтөрт.\n\nТармақ бір", "Тарау")
    assert read_odt(body, title="Есеп").title == "Есеп"


def test_odt_titles_go_by_their_style_or_what_is_derived_from_it() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    other = '<style:style style:name="P2" style:parent-style-name="Text"/>'
    paragraph = '<text:p text:style-name="{}">{}</text:p>'
    body = paragraph.format("P1", "Тақырып") + paragraph.format("P2", "Мәтін.")

    assert read_odt(body, styles=styles + other) == TextRequest("Мәтін.", "Тақырып")


def test_odt_notes_comments_contents_and_deleted_text_are_left_out() -> None:
    body = (
        "<text:tracked-changes><text:p>Өшірілген.</text:p></text:tracked-changes>"
        "<text:table-of-content><text:p>Мазмұны</text:p></text:table-of-content>"
        "<text:p>Мәтін<text:note><text:note-body><text:p>Ескерту.</text:p></text:note-body>"
        "</text:note>дер<office:annotation><text:p>Пікір.</text:p></office:annotation>.</text:p>"
    )

    assert read_odt(body).text == "Мәтіндер."


def test_a_locked_odt_asks_for_its_password() -> None:
    with pytest.raises(EncryptedFileError):
        open_file("a.odt", odt("", manifest="<manifest:encryption-data xmlns:manifest='m'/>"))


def test_an_odt_needs_no_properties() -> None:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": "<d xmlns:text='t'><text:p>Мәтін.</text:p></d>",
    }

    assert open_file("a.odt", zipped(parts)) == TextRequest("Мәтін.")
