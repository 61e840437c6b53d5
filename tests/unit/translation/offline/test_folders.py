"""Models on the disk."""

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.core.errors import BrokenModelError
from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.translation.offline.folders import (
    Found,
    compare_sums,
    digests,
    look_through,
    read_model,
)
from bot.translation.offline.manifest import MANIFEST_FILE, Family

NLLB_FILES = ("model.bin", "config.json", "shared_vocabulary.json", "sentencepiece.bpe.model")
MARIAN_FILES = ("model.bin", "shared_vocabulary.json", "source.spm", "target.spm")


def make(folder: Path, names: tuple[str, ...] = NLLB_FILES, told: Any = None) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(name.encode() * 40_000)
    if told is not None:
        (folder / MANIFEST_FILE).write_text(json.dumps(told), encoding="utf-8")
    return folder


def sums(folder: Path) -> dict[str, dict[str, object]]:
    return {
        path.name: {
            "size": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in folder.iterdir()
    }


def refused(folder: Path) -> str:
    with pytest.raises(BrokenModelError) as caught:
        read_model(folder)
    assert caught.value.name == folder.name
    return caught.value.reason


def test_a_folder_without_our_file_is_known_by_its_layout(tmp_path: Path) -> None:
    manifest = read_model(make(tmp_path / "my model"))

    assert (manifest.name, manifest.family) == ("my model", Family.NLLB)
    assert set(manifest.languages) == set(KNOWN_LANGUAGES)
    assert manifest.licence == ""


def test_a_folder_named_as_in_the_catalog_is_that_model(tmp_path: Path) -> None:
    tilmash = read_model(make(tmp_path / "tilmash"))
    opus = read_model(make(tmp_path / "opus-big-zle-en", MARIAN_FILES))

    assert (tilmash.name, tilmash.licence) == ("Tilmash", "CC-BY-NC-4.0")
    assert tilmash.knows(KK, RU)
    assert not tilmash.knows(KK, KNOWN_LANGUAGES[0])
    assert opus.knows(RU, EN)
    assert not opus.knows(EN, RU)


def test_the_name_alone_makes_no_model_of_another_family(tmp_path: Path) -> None:
    assert "must say which pairs" in refused(make(tmp_path / "tilmash", MARIAN_FILES))


def test_a_marian_model_must_say_its_pairs(tmp_path: Path) -> None:
    assert "must say which pairs" in refused(make(tmp_path / "opus", MARIAN_FILES))
    told = {"family": "marian", "pairs": [["en", "kk"]]}

    assert read_model(make(tmp_path / "told", MARIAN_FILES, told)).knows(EN, KK)


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    folder = make(tmp_path / "a")
    first = read_model(folder).version
    assert read_model(folder).version == first
    content = bytearray((folder / "model.bin").read_bytes())
    content[-1] ^= 1
    (folder / "model.bin").write_bytes(content)

    assert read_model(folder).version != first


def test_the_version_comes_from_the_sums_where_they_are_told(tmp_path: Path) -> None:
    folder = make(tmp_path / "a")
    told = {"family": "nllb", "languages": ["kk", "ru"], "files": sums(folder)}
    (folder / MANIFEST_FILE).write_text(json.dumps(told), encoding="utf-8")
    manifest = read_model(folder)

    assert manifest.version != ""
    assert compare_sums(manifest)
    (folder / "model.bin").write_bytes(b"x" * manifest.files["model.bin"].size)
    assert read_model(folder).version == manifest.version
    with pytest.raises(BrokenModelError, match=r"model\.bin has changed"):
        compare_sums(manifest)


def test_without_sums_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert not compare_sums(read_model(make(tmp_path / "a")))


def test_a_file_of_another_size_is_told(tmp_path: Path) -> None:
    folder = make(tmp_path / "a")
    told = {"family": "nllb", "languages": ["kk", "ru"], "files": sums(folder)}
    (folder / MANIFEST_FILE).write_text(json.dumps(told), encoding="utf-8")
    (folder / "config.json").write_bytes(b"")

    assert refused(folder) == "config.json is not of the size it should be"


def test_what_is_missing_or_cannot_be_read_is_told(tmp_path: Path) -> None:
    told = {"family": "nllb", "files": {"lost": {"size": 1, "sha256": ""}}}
    binary = make(tmp_path / "binary", told={})
    (binary / MANIFEST_FILE).write_bytes(b"\xff")

    assert "not all there" in refused(make(tmp_path / "half", NLLB_FILES[:2]))
    assert "family marian" in refused(make(tmp_path / "other", told={"family": "marian"}))
    assert "cannot be read" in refused(make(tmp_path / "lost", told=told))
    assert "cannot be read" in refused(binary)
    assert "cannot be read" in refused(tmp_path / "nowhere")


def test_models_come_in_the_order_they_are_asked(tmp_path: Path) -> None:
    for key in ("nllb-600m", "own", "tilmash", ".nllb-1.3b.part"):
        make(tmp_path / key)
    make(tmp_path / "opus-big-en-zle", MARIAN_FILES)
    make(tmp_path / "half", ())
    (tmp_path / "notes.txt").write_text("менің модельдерім", encoding="utf-8")
    found = look_through(tmp_path)

    names = ["opus-big-en-zle", "tilmash", "nllb-600m", "own"]
    assert [one.folder.name for one in found.models] == names
    assert [error.name for error in found.broken] == ["half"]


def test_without_a_folder_there_are_no_models(tmp_path: Path) -> None:
    assert look_through(tmp_path / "nowhere") == Found()


def test_sums_are_those_of_other_programs(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("қазақ".encode() * 300_000)
    found = digests(path)

    assert found.size == path.stat().st_size
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    command = ["git", "hash-object", "--no-filters", str(path)]
    answer = subprocess.run(command, capture_output=True, check=True, env=dict(os.environ))
    assert found.blob == answer.stdout.decode().strip()
