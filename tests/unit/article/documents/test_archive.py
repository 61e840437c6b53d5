"""Archives of strangers are refused before they can unpack."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.documents import archive
from bot.article.documents.archive import Archive
from bot.core.errors import BrokenFileError, EncryptedFileError
from bot.core.models import FileRequest
from tests.simulator.files import zipped
from tests.simulator.files_hostile import crowded_zip, lying_zip, overlapping_zip, quoting_zip

PLAIN = zipped({"a": "бір", "b/c": b"x" * 200_000})


def opened(content: bytes) -> Archive:
    return Archive(FileRequest("a.zip", content))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_entries_are_read_by_name(method: int) -> None:
    found = opened(zipped({"a": "бір", "b/c": b"x" * 200_000}, method))

    assert list(found.names) == ["a", "b/c"]
    assert "a" in found
    assert "c" not in found
    assert found.read("a") == "бір".encode()
    assert found.read("b/c") == b"x" * 200_000
    assert len(list(found.chunks("b/c"))) > 1


@pytest.mark.parametrize(
    "content",
    [
        b"PK\3\4",
        PLAIN[:-30],
        overlapping_zip(3),
        quoting_zip(3),
        lying_zip(60 * 2**20),
        crowded_zip(),
        zipped({"a": b"x" * 9_000}, zipfile.ZIP_LZMA),
        zipped({"a": bytes(2**20 + 1)}),
        PLAIN[:-22] + b"PK\6\7" + bytes(16) + PLAIN[-22:],
    ],
    ids=["no directory", "torn", "overlap", "quotes", "ratio", "crowd", "method", "zeros", "64"],
)
def test_what_is_damaged_or_made_to_hurt_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenFileError) as refused:
        opened(content)

    assert refused.value.name == "a.zip"


def test_two_entries_of_one_name_are_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("a", "2")

    with pytest.raises(BrokenFileError):
        opened(out.getvalue())


def test_declared_sums_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 200_005)

    with pytest.raises(BrokenFileError):
        opened(PLAIN)


def test_a_password_is_asked_for() -> None:
    content = bytearray(PLAIN)
    content[content.index(b"PK\1\2") + 8] |= 1

    with pytest.raises(EncryptedFileError):
        opened(bytes(content))


def test_unpacking_stops_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    found = opened(PLAIN)
    monkeypatch.setattr(archive, "MAX_SMALL_BYTES", 199_999)

    assert len(b"".join(found.chunks("b/c"))) == 200_000
    with pytest.raises(BrokenFileError):
        found.read("b/c")


def test_sizes_that_lie_and_missing_entries_are_found_out_while_reading() -> None:
    found = opened(lying_zip(100))

    with pytest.raises(BrokenFileError):
        found.read("word/document.xml")
    with pytest.raises(BrokenFileError):
        found.read("none")


@given(st.integers(0, len(PLAIN) - 1), st.integers(0, 255))
def test_any_changed_byte_is_read_or_refused(place: int, value: int) -> None:
    content = PLAIN[:place] + bytes([value]) + PLAIN[place + 1 :]
    try:
        found = opened(content)
        read = [found.read(name) for name in found.names]
    except (BrokenFileError, EncryptedFileError):
        return
    assert all(isinstance(one, bytes) for one in read)
