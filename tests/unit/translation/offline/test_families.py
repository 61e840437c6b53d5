"""The tokens each family of models wants."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import PairNotSupportedError
from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.translation.offline.families import NLLB_CODES, Shape, shape_of
from bot.translation.offline.manifest import Family, Manifest

NLLB = Manifest("NLLB", Family.NLLB, Path(), languages=KNOWN_LANGUAGES)
MARIAN = Manifest(
    "OPUS", Family.MARIAN, Path(), pairs=((EN, RU), (RU, EN)), prefixes={RU: ">>rus<<"}
)


def test_every_known_language_has_a_code_of_its_own() -> None:
    assert set(NLLB_CODES) == set(KNOWN_LANGUAGES)
    assert len(set(NLLB_CODES.values())) == len(NLLB_CODES)


def test_nllb_is_told_both_languages() -> None:
    shape = shape_of(NLLB, KK, RU)

    assert shape.dress(["▁Сәлем", "!"]) == ["kaz_Cyrl", "▁Сәлем", "!", "</s>"]
    assert shape.start == ("rus_Cyrl",)
    assert shape.undress(["rus_Cyrl", "▁Привет", "!", "</s>"]) == ["▁Привет", "!"]


def test_marian_is_told_the_target_where_it_has_several() -> None:
    assert shape_of(MARIAN, EN, RU).dress(["▁Hi"]) == [">>rus<<", "▁Hi", "</s>"]
    assert shape_of(MARIAN, RU, EN).dress(["▁Да"]) == ["▁Да", "</s>"]
    assert shape_of(MARIAN, EN, RU).start == ()
    assert shape_of(MARIAN, EN, RU).undress([">>rus<<", "▁Да", "<unk>", "</s>"]) == ["▁Да"]


@pytest.mark.parametrize(
    ("manifest", "source", "target"), [(NLLB, KK, KK), (MARIAN, EN, KK), (MARIAN, KK, RU)]
)
def test_a_pair_that_a_model_does_not_know_is_refused(
    manifest: Manifest, source: str, target: str
) -> None:
    with pytest.raises(PairNotSupportedError, match=manifest.name):
        shape_of(manifest, type(KK)(source), type(KK)(target))


pieces = st.lists(
    st.text(min_size=1).filter(lambda piece: piece[0] not in "<>" and "_" not in piece)
)


@given(pieces)
def test_pieces_come_out_as_they_went_in(given_pieces: list[str]) -> None:
    for shape in (shape_of(NLLB, KK, RU), shape_of(MARIAN, EN, RU), Shape((), ())):
        assert shape.undress(shape.dress(given_pieces)) == given_pieces
