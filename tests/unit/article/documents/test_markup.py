"""XML of strangers: no entities, no depth, no odd encodings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.documents import markup
from bot.article.documents.markup import MAX_DEPTH, Dialect, collect, collect_page, tree
from bot.article.documents.paragraphs import Kind, Paragraphs
from bot.core.errors import BrokenFileError

DIALECT = Dialect(blocks={"p": Kind.TEXT}, boxes=frozenset({"box"}), skipped=frozenset({"no"}))


def read(*chunks: bytes) -> str:
    found = Paragraphs()
    collect(chunks, DIALECT, found, "a")
    return found.request().text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_known_encodings_are_read(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    xml = f"<?xml version='1.0' encoding='{declared}'?><a><p>Слово</p></a>"

    assert read(xml.encode(encoding)) == "Слово"


def test_text_is_parted_by_blocks_and_skipped_by_name() -> None:
    assert read(b"<a>1<p>2<no>3<p>4</p></no></p>5<p>6<box>7</box>8</p></a>") == (
        "1\n\n2\n\n5\n\n7\n\n68"
    )


@pytest.mark.parametrize("encoding", ["ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("cut", [1, 30, 47, 1_000])
def test_entities_are_refused_in_every_encoding_and_across_chunks(encoding: str, cut: int) -> None:
    xml = ("<!DOCTYPE a [<!-- " + "." * 20 + " --><!ENTITY l 'lol'>]><a>&l;</a>").encode(encoding)

    with pytest.raises(BrokenFileError):
        read(*(xml[start : start + cut] for start in range(0, len(xml), cut)))


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"text",
        "<?xml version='1.0' encoding='cp037'?><a/>".encode("cp037"),
        b"<?xml version='1.0' encoding='utf-7'?>+ADw-a/+AD4-",
        b"<?xml version='1.0' encoding='gb18030'?><a/>",
    ],
)
def test_what_cannot_be_seen_through_is_refused(head: bytes) -> None:
    with pytest.raises(BrokenFileError):
        read(head)
    with pytest.raises(BrokenFileError):
        read()


def test_depth_is_limited_within_what_is_skipped_too() -> None:
    assert read(b"<a>" * MAX_DEPTH + b"x") == "x"
    for deep in (b"<a>" * (MAX_DEPTH + 1), b"<no>" * (MAX_DEPTH + 1)):
        with pytest.raises(BrokenFileError):
            read(deep)


def test_elements_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_ELEMENTS", 3)

    assert read(b"<a><p>1</p><p/></a>") == "1"
    with pytest.raises(BrokenFileError):
        read(b"<a><p/><p/><p/></a>")


def test_small_parts_must_be_well_formed() -> None:
    assert tree(b"<a b='1'/>", "a").get("b") == "1"
    with pytest.raises(BrokenFileError):
        tree(b"<a>", "a")
    with pytest.raises(BrokenFileError):
        tree(b"<!DOCTYPE a [<!ENTITY l 'x'>]><a>&l;</a>", "a")


def test_pages_may_declare_html_but_no_entities() -> None:
    found = Paragraphs()
    collect_page(b"\xef\xbb\xbf<!DOCTYPE html><html>&mdash;</html>", DIALECT, found, "a")

    assert found.request().text == "—"
    with pytest.raises(BrokenFileError):
        collect_page(b"<!DOCTYPE a [<!ENTITY l 'x'>]><a>&l;</a>", DIALECT, found, "a")


@given(st.text(st.sampled_from("<>/&;pabox !-[]='\" ноX"), max_size=60))
def test_any_page_is_read_or_refused(text: str) -> None:
    found = Paragraphs()
    try:
        collect_page(f"<a>{text}".encode(), DIALECT, found, "a")
        collect([f"<a>{text}".encode()], DIALECT, found, "a")
    except BrokenFileError:
        return
    assert isinstance(found.request().text, str)
