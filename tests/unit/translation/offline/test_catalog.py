"""The models we recommend."""

import pytest

from bot.core.errors import UnknownModelError
from bot.core.languages import EN, KK, RU
from bot.translation.offline.catalog import CATALOG, Recommended, find_recommended, recommended
from bot.translation.offline.families import NLLB_CODES
from bot.translation.offline.manifest import Family, guess_family


def test_a_model_is_found_by_its_key_and_by_its_name_in_any_case() -> None:
    assert recommended("NLLB-600m ") is recommended("nllb-600m")
    assert recommended("opus-mt BIG en-zle").key == "opus-big-en-zle"
    assert find_recommended("") is None


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownModelError) as caught:
        recommended("gpt")

    assert caught.value.known == tuple(one.key for one in CATALOG)


def test_the_first_is_the_one_for_kazakh() -> None:
    assert CATALOG[0].name == "Tilmash"
    assert {KK, RU, EN} <= set(CATALOG[0].languages)


@pytest.mark.parametrize("entry", CATALOG, ids=lambda entry: entry.key)
def test_every_entry_can_be_used(entry: Recommended) -> None:
    files = [name for part in entry.parts for name in part.files]

    assert entry.key == entry.key.casefold()
    assert entry.licence
    assert bool(entry.pairs) == (entry.family is Family.MARIAN)
    assert set(entry.languages) <= set(NLLB_CODES)
    assert not files or guess_family(files) is entry.family
    assert len(files) == len(set(files))
    assert entry.original in entry.command


def test_names_and_keys_are_told_apart() -> None:
    names = [name for one in CATALOG for name in (one.key, one.name.casefold())]

    assert len({*names}) >= len(CATALOG)
    assert len({one.key for one in CATALOG}) == len({one.name for one in CATALOG}) == len(CATALOG)


def test_the_command_copies_what_cuts_into_pieces() -> None:
    assert recommended("tilmash").command == (
        "ct2-transformers-converter --model issai/tilmash --quantization int8"
        " --copy_files sentencepiece.bpe.model --output_dir"
    )
    assert "--copy_files source.spm target.spm" in recommended("opus-big-zle-en").command
