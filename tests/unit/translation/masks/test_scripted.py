import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK
from bot.core.models import Script, Style, StyleKind, Term
from bot.translation.masks.kept import find_kept
from bot.translation.masks.scripted import readable, spelled, words_in, written_in

BOLD = StyleKind.BOLD


@pytest.mark.parametrize(
    ("text", "script", "said"),
    [
        ("Толығырақ: https://a.kz/Ab", Script.LATIN, "Tolyğyraq: https://a.kz/Ab"),
        ("Tolyğyraq: https://a.kz/Ab", Script.CYRILLIC, "Толығырақ: https://a.kz/Ab"),
        ("Толығырақ: https://a.kz/Ab", Script.CYRILLIC, "Толығырақ: https://a.kz/Ab"),
        ("Apple жаңа iPhone көрсетті.", Script.CYRILLIC, "Apple жаңа iPhone көрсетті."),
        ("@aliya #Astana https://a.kz", Script.CYRILLIC, "@aliya #Astana https://a.kz"),
        ("2024", Script.LATIN, "2024"),
        (
            "Qysqa боты https://a.kz сайтын ашты.",
            Script.LATIN,
            "Qysqa boty https://a.kz saityn aşty.",
        ),
    ],
)
def test_words_change_their_letters_and_addresses_do_not(
    text: str, script: Script, said: str
) -> None:
    assert written_in(text, (), script).text == said


def test_code_stays_and_styles_stay_on_their_words() -> None:
    text = "Мына шарт count(x) үлкен жаңа"
    styles = (Style(StyleKind.CODE, 10, 18), Style(BOLD, 19, 24))
    made = written_in(text, styles, Script.LATIN)

    assert made.text == "Myna şart count(x) ülken jaña"
    assert [made.text[one.start : one.end] for one in made.styles] == ["count(x)", "ülken"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Būl — [[1]] kıtap.", "Бұл — [[1]] кітап."),
        ("Бұл — iPhone.", "Бұл — iPhone."),
        ("[[1]]", "[[1]]"),
    ],
)
def test_engines_get_kazakh_in_cyrillic(text: str, said: str) -> None:
    assert readable(text) == said


@given(
    st.text(st.sampled_from("аәіңқ ai@.🙂\n"), max_size=40),
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from([Script.CYRILLIC, Script.LATIN, Script.ARABIC]),
)
def test_styles_lie_within_the_text(text: str, first: int, second: int, script: Script) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    made = written_in(text, (Style(BOLD, start, end),), script)

    assert all(0 <= one.start <= one.end <= len(made.text) for one in made.styles)


def test_terms_that_stay_keep_their_letters_and_renditions_do_not() -> None:
    terms = [Term("Ақорда"), Term("steppe", "дала", KK)]

    assert written_in("Ақорда мен дала", (), Script.LATIN, terms).text == "Ақорда men dala"


@pytest.mark.parametrize(
    ("words", "script", "said"),
    [
        (("Ақтау", "күн"), Script.LATIN, ("Aqtau", "kün")),
        (("Aqtaý", "jańa"), Script.CYRILLIC, ("Ақтау", "жаңа")),
        (("اقتاۋ", "كۇن"), Script.CYRILLIC, ("ақтау", "күн")),
        (("اقتاۋ", "كۇن"), Script.LATIN, ("aqtau", "kün")),
        (("күн", "IT"), Script.CYRILLIC, ("күн", "IT")),
        ((), Script.LATIN, ()),
    ],
)
def test_words_are_written_one_for_one(
    words: tuple[str, ...], script: Script, said: tuple[str, ...]
) -> None:
    assert words_in(words, script) == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bügın äkım keldı.", "äkım"),
        ("بۇگىن اكىم كەلدى.", "اكىم"),
        ("Бүгін әкім келді.", "әкім"),
    ],
)
def test_a_term_is_known_in_each_script(text: str, found: str) -> None:
    terms = spelled([Term("әкім", "mayor", EN)], text)

    [held] = find_kept(text, (), terms)
    assert (text[held.start : held.end], held.shown) == (found, "mayor")
    assert spelled((), text) == ()
