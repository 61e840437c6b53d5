"""What a model folder says of itself."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import BrokenModelError
from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.translation.offline.manifest import (
    Family,
    FileSum,
    Manifest,
    guess_family,
    parse_manifest,
    piece_files,
    version_of,
    write_manifest,
)

FOLDER = Path("models/қазақ")
BODY = ("model.bin", "shared_vocabulary.json")
APART = ("source_vocabulary.json", "target_vocabulary.json")
SUM = "ab" * 32

FULL = Manifest(
    "NLLB-600M",
    Family.NLLB,
    FOLDER,
    version=version_of({"model.bin": SUM}),
    licence="CC-BY-NC-4.0",
    origin="a/b@c",
    languages=(KK, RU, EN),
    prefixes={RU: ">>rus<<"},
    files={"model.bin": FileSum(7, SUM)},
)
languages = st.sampled_from(KNOWN_LANGUAGES)


@given(
    st.builds(
        Manifest,
        name=st.text(),
        family=st.sampled_from(Family),
        folder=st.just(FOLDER),
        version=st.just(""),
        licence=st.text(),
        origin=st.text(),
        languages=st.lists(languages).map(tuple),
        pairs=st.lists(st.tuples(languages, languages)).map(tuple),
        prefixes=st.dictionaries(languages, st.text()),
        files=st.just({}),
    )
)
def test_what_is_written_is_read_back(manifest: Manifest) -> None:
    assert parse_manifest(write_manifest(manifest), FOLDER) == manifest


def test_sums_are_written_and_give_the_version() -> None:
    assert parse_manifest(write_manifest(FULL), FOLDER) == FULL


def test_the_version_changes_with_every_file_and_not_with_their_order() -> None:
    both = {"model.bin": SUM, "config.json": "cd" * 32}

    assert version_of(both) == version_of(dict(reversed(both.items())))
    assert len({version_of(both), version_of({"model.bin": SUM}), version_of({})}) == 3


def test_a_name_is_the_folders_where_none_is_told() -> None:
    assert parse_manifest('{"family": "nllb"}', FOLDER).name == "қазақ"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Expecting value"),
        ("[]", "list"),
        ("[" * 100_000, "recursion"),
        ("{}", "'family' is missing"),
        ('{"family": "t5"}', "'t5' is not a valid Family"),
        ('{"family": "nllb", "name": 5}', "5 is not text"),
        ('{"family": "nllb", "languages": ["kz"]}', "'kz' is not the code of a known language"),
        ('{"family": "nllb", "languages": 7}', "iterable"),
        ('{"family": "nllb", "pairs": [["kk"]]}', "not enough values"),
        ('{"family": "nllb", "files": {"../a": {"size": 1, "sha256": "a"}}}', "'../a' is not"),
        ('{"family": "nllb", "files": {"a": {"size": 1}}}', "'sha256' is missing"),
        ('{"family": "nllb", "files": {"a": 1}}', "int"),
    ],
)
def test_an_odd_file_is_told_with_its_folder(text: str, reason: str) -> None:
    with pytest.raises(BrokenModelError) as caught:
        parse_manifest(text, FOLDER)

    assert caught.value.name == "қазақ"
    assert reason in caught.value.reason


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(BrokenModelError):
        parse_manifest(text, FOLDER)


@pytest.mark.parametrize(
    ("names", "family"),
    [
        ((*BODY, "sentencepiece.bpe.model", "config.json"), Family.NLLB),
        ((*BODY, "flores200_sacrebleu_tokenizer_spm.model"), Family.NLLB),
        (("model.bin", "shared_vocabulary.txt", "sentencepiece.bpe.model"), Family.NLLB),
        ((*BODY, "source.spm", "target.spm"), Family.MARIAN),
        (
            ("model.bin", *APART, "source.spm", "target.spm"),
            Family.MARIAN,
        ),
        ((*BODY, "source.spm"), None),
        (BODY, None),
        (("model.bin", "sentencepiece.bpe.model"), None),
        (("shared_vocabulary.json", "sentencepiece.bpe.model"), None),
        ((), None),
    ],
)
def test_the_family_shows_in_the_files(names: tuple[str, ...], family: Family | None) -> None:
    assert guess_family(names) is family


def test_pieces_are_shared_or_one_file_a_side() -> None:
    shared = "sentencepiece.bpe.model"

    assert piece_files(Family.NLLB, [*BODY, shared]) == (shared, shared)
    assert piece_files(Family.MARIAN, []) == ("source.spm", "target.spm")


def known(**told: Any) -> list[tuple[str, str]]:
    manifest = Manifest("a", Family.NLLB, FOLDER, **told)
    return [
        (one, other)
        for one in (KK, RU, EN)
        for other in (KK, RU, EN)
        if manifest.knows(one, other)
    ]


def test_languages_mean_all_their_pairs_and_pairs_only_themselves() -> None:
    assert known(languages=(KK, RU)) == [(KK, RU), (RU, KK)]
    assert known(languages=(KK, RU), pairs=((EN, RU),)) == [(EN, RU)]
    assert known() == []
