"""Lines at places become paragraphs: columns, running lines, hyphens, beginnings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.documents.pdf_columns import in_reading_order
from bot.article.documents.pdf_hyphens import join, vocabulary
from bot.article.documents.pdf_layout import body_size, lay_out
from bot.article.documents.pdf_lines import Line, Page, make_lines

FULL = "Бұл жол бағанның бас-аяғына дейін толық жазылған"


def at(text: str, x: float, y: float, size: float = 10.0) -> Line:
    """Stand a text at a place; each of its letters is half as wide as high."""
    return Line(text, x, y, x + len(text) * size / 2, y + size, size)


def column(texts: list[str], x: float = 60, top: float = 700, step: float = 12) -> list[Line]:
    return [at(text, x, top - step * row) for row, text in enumerate(texts)]


def texts(*pages: list[Line]) -> list[str]:
    return [paragraph.text for paragraph in lay_out([Page(page) for page in pages])]


def test_runs_of_one_line_are_joined_with_the_spaces_between_them() -> None:
    runs = [at("екі", 100, 700), at("Бір", 60, 700), at("үш", 115, 700), at("төрт", 60, 680)]

    assert [line.text for line in make_lines(runs)] == ["Бір екіүш", "төрт"]


def test_the_raised_number_of_a_footnote_is_left_out() -> None:
    runs = [at("сөз", 60, 700), at("12", 75, 705, 6), at("деді", 85, 700)]

    assert [line.text for line in make_lines(runs)] == ["сөз деді"]


def test_two_columns_under_a_title_are_read_one_after_the_other() -> None:
    left, right = ([f"{side} {number} {FULL}" for number in range(6)] for side in ("сол", "оң"))
    title = at("Екі бағанның үстінде тұрған кең тақырып" * 2, 60, 740, 14)
    foot = at("Екі бағанның астында тұрған кең жол туралы" * 2, 60, 580)
    rows = [run for pair in zip(column(left), column(right, 360), strict=True) for run in pair]

    blocks = in_reading_order([title, *rows, foot])

    read = [line.text for block in blocks for line in block]
    assert read == [title.text, *left, *right, foot.text]


@pytest.mark.parametrize(
    "runs",
    [
        [at("а", 60, 700)] * 8,
        [at("", 60, 700)] * 8,
        [*column(["Бір", "екі", "үш", "төрт"]), *column(["100", "200", "300", "400"], 300)][:7],
        [*column([FULL] * 3), *column([FULL] * 8, 360)],
        [*column([FULL] * 6), *column([FULL] * 6, 360, top=400)],
        [*column([FULL, "а", "б", "в", "г"]), *column([FULL, "1", "2", "3", "4"], 360)],
    ],
    ids=["one place", "no width", "few", "three rows", "one below the other", "table"],
)
def test_what_is_no_prose_side_by_side_is_one_column(runs: list[Line]) -> None:
    assert len(in_reading_order(runs)) == 1


def test_an_empty_page_has_no_blocks() -> None:
    assert in_reading_order([]) == []
    assert lay_out([Page([])]) == []


def test_running_headers_and_page_numbers_are_dropped() -> None:
    body = [
        [f"{FULL} {side}", f"{side} {FULL}", f"{side}-{FULL}", f"Соңы {side}."] for side in "абв"
    ]
    pages = [
        [at("Журнал", 60, 800), *column(lines), at(f"- {number} -", 300, 30)]
        for number, lines in enumerate(body, 9)
    ]

    assert texts(*pages) == [" ".join(lines) for lines in body]
    assert texts(pages[0])[0] == "Журнал"
    roman = [[*column([FULL]), at("xii", 300, 30)], [*column(["Сөз"]), at("xiv", 300, 31)]]
    assert texts(*roman) == [f"{FULL} Сөз"]


def test_paragraphs_begin_set_in_or_after_a_gap_or_a_short_closed_line() -> None:
    set_in = [at(FULL, 75, 700), at(FULL, 60, 688), at(FULL, 75, 676), at(FULL, 60, 664)]
    gap = [*column([FULL, FULL, FULL]), *column([FULL, FULL], top=640)]
    short = column([FULL, "Соңы осы.", FULL, "Енді бітті", "Тағы сөз", "жалғасы"])

    assert texts(set_in) == [f"{FULL} {FULL}"] * 2
    assert texts(gap) == [" ".join([FULL] * 3), " ".join([FULL] * 2)]
    assert texts(short) == [f"{FULL} Соңы осы.", f"{FULL} Енді бітті", "Тағы сөз жалғасы"]


def test_list_items_begin_at_their_bullets_and_may_hang() -> None:
    items = [at(f"• {FULL}", 60, 700), at("жалғасы", 72, 688), at(f"• {FULL}", 60, 676)]
    numbered = [at(f"1. {FULL}", 60, 700), at("жалғасы", 75, 688)]

    assert texts(items) == [f"• {FULL} жалғасы", f"• {FULL}"]
    assert texts(numbered) == [f"1. {FULL} жалғасы"]


def test_larger_type_stands_apart_and_footnotes_are_dropped() -> None:
    page = [
        at("Тарау", 60, 730, 14),
        *column([FULL, FULL, FULL]),
        at("кішкене жол", 60, 650, 8),
        at("1 Ескерту.", 60, 640, 8),
        at("жалғасы", 60, 630, 8),
    ]

    assert texts(page) == ["Тарау", " ".join([FULL] * 3), "кішкене жол"]


def test_words_of_another_font_do_not_cut_a_sentence() -> None:
    other = [
        at(FULL, 60, 700),
        at("/usr/share/mime, /usr/local/share/mime, /opt/mime", 60, 688, 9),
    ]

    assert len(texts([*other, at("жалғасы осы.", 60, 676)])) == 1
    assert len(texts([other[0], at("Сурет", 60, 688, 9)])) == 2


def test_a_sentence_goes_on_in_the_next_column_behind_a_caption() -> None:
    first = [*column([FULL, FULL, FULL]), at("1-сурет", 60, 640, 8)]
    second = column(["жалғасы осында болды.", f"{FULL} дейді"])

    assert texts(first, second)[0] == f"{FULL} {FULL} {FULL} жалғасы осында болды."
    assert texts(column([FULL, "Бітті."]), column(["Жаңа сөйлем."])) == [
        f"{FULL} Бітті.",
        "Жаңа сөйлем.",
    ]
    assert texts(column([FULL, FULL]), column(["Абай деді."])) == [f"{FULL} {FULL} Абай деді."]
    assert texts(column([FULL, "Тақырып"]), column(["Абай деді."])) == [
        f"{FULL} Тақырып",
        "Абай деді.",
    ]
    assert texts(column([FULL, FULL]), column(["• Абай"]))[-1] == "• Абай"


def test_a_closed_full_line_goes_on_where_beginnings_are_set_in() -> None:
    closed = f"{FULL[:-1]}."
    second = [at(FULL, 60, 700), at(FULL, 75, 688), at(FULL, 60, 676)]

    assert texts([at(closed, 60, 700)], second) == [f"{closed} {FULL}", f"{FULL} {FULL}"]


def test_the_size_of_most_letters_is_the_bodys() -> None:
    assert body_size([at("а" * 9, 0, 0, 10.1), at("б" * 8, 0, 0, 14)]) == 10
    assert body_size([]) == 0


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Бұл инфор-", "мация."], "Бұл информация."),
        (["Бұл инфор\u00ad", "мация."], "Бұл информация."),
        (["кто-", "то пришёл"], "кто-то пришёл"),
        (["в Алма-", "Ате"], "в Алма-Ате"),
        (["COVID-", "19"], "COVID-19"),
        (["1990-", "дан"], "1990- дан"),
        (["сөз -", "деді"], "сөз - деді"),
        (["бір", "екі"], "бір екі"),
        (["бір-", "1a"], "бір-1a"),
        ([], ""),
    ],
)
def test_words_parted_by_a_line_end_are_closed_up(lines: list[str], joined: str) -> None:
    assert join(lines, vocabulary(lines)) == joined


@pytest.mark.parametrize(
    ("elsewhere", "joined"),
    [
        ("some text", "longterm"),
        ("a long-term plan", "long-term"),
        ("a longterm plan", "longterm"),
        ("a long plan for the term", "long-term"),
    ],
)
def test_a_hyphen_is_kept_as_the_document_writes_the_word(elsewhere: str, joined: str) -> None:
    lines = ["long-", "term"]

    assert join(lines, vocabulary([elsewhere, *lines])) == joined


PLACES = st.floats(-50, 900, allow_nan=False)
RUNS = st.builds(at, st.text("аА-. 1•", min_size=1, max_size=9).filter(str.strip), PLACES, PLACES)


@given(st.lists(st.lists(RUNS, max_size=25), max_size=3))
def test_any_runs_become_paragraphs(pages: list[list[Line]]) -> None:
    assert all(texts(*pages))
