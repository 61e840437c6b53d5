from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.charset.guess import MAX_SAMPLE_BYTES, best_of_windows, guess, score

RU = "Весной река поднялась до старой отметки, и паром снова пошёл на тот берег."
KK = "Көктемде өзен деңгейі ескі белгіге жетіп, паром қайтадан арғы жағаға қатынай бастады."
SR = "Међу њима су били и људи који љубе старе књиге, ђаци и џакови ћумура."
FR = "L’été dernier, le café a été rénové ; la façade paraît plus légère."
PL = "Dziś wieczorem uczniowie zasadzą dęby i posprzątają ścieżkę."
JA = "春になると川の水が増えて、渡し船がまた動きはじめる。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RU, "cp1251"),
        (RU, "koi8-u"),
        (RU, "cp866"),
        (RU, "iso8859-5"),
        (RU, "mac-cyrillic"),
        (KK, "kz1048"),
        (KK, "ptcp154"),
        (SR, "cp1251"),
        (FR, "cp1254"),  # of the same letters as windows-1252
        (PL, "cp1250"),
        (PL, "iso8859-2"),
        (JA, "cp932"),
        (JA, "euc_jp"),
    ],
)
def test_one_sentence_is_enough(text: str, encoding: str) -> None:
    assert guess(text.replace("’", "'").encode(encoding)).encoding == encoding


@pytest.mark.parametrize(
    ("text", "encoding", "least", "most"),
    [
        ("plain words", "cp1251", 0.0, 0.0),
        ("вода", "cp1251", 1.0, 1.0),
        ("вОДа", "cp1251", 0.0, 0.4),  # a capital inside a word
        ("вода".encode("koi8-r").decode("cp1251"), "cp1251", -1.0, -0.3),
        ("5°вода", "cp1251", 1.0, 1.0),
        ("cafй", "cp1251", -1.0, -1.0),
        ("café", "cp1252", 1.0, 1.0),
        ("cafÉ", "cp1252", -1.0, -1.0),
        ("a÷b", "cp1252", -1.0, -1.0),
        ("èîô", "cp1252", -1.0, -1.0),
        ("ağış", "cp1254", 1.0, 1.0),
        ("İstanbul", "cp1254", 1.0, 1.0),
        ("大学の図書館", "cp932", 0.8, 1.0),
        ("ﾊﾞｽ", "cp932", -1.0, -1.0),
        ("вода", "cp1253", 0.0, 0.0),  # an encoding no guess is made of
    ],
)
def test_letters_count_for_an_encoding_and_strange_company_against_it(
    text: str, encoding: str, least: float, most: float
) -> None:
    sample = text.encode(encoding if encoding != "cp1253" else "cp1251")

    assert least <= score(sample, encoding) <= most


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [(KK, "kz1048", "kz1048"), (KK, "ptcp154", "ptcp154"), (RU, "cp1251", "cp1251")],
)
def test_kazakh_variants_of_windows_1251_are_told_apart(
    text: str, encoding: str, expected: str
) -> None:
    assert best_of_windows(text.encode(encoding)).encoding == expected


def test_only_the_head_of_a_long_sample_is_read() -> None:
    head = (RU.encode("cp1251") * 100)[:MAX_SAMPLE_BYTES]

    assert guess(head + KK.encode("kz1048") * 1_000) == guess(head)


@pytest.mark.parametrize("seed", range(5))
def test_noise_makes_sense_in_no_encoding(seed: int) -> None:
    assert guess(Random(seed).randbytes(2_000)).score < 0.2  # noqa: S311 - noise, no secret


@given(st.binary())
def test_a_score_is_a_share(sample: bytes) -> None:
    assert -1 <= guess(sample).score <= 1
