"""The picture: a PNG of the promised size, the same for the same numbers, nothing covered."""

import itertools
import os
import struct
import subprocess
import sys

import pytest
from matplotlib import get_data_path
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from bot.core.engines import EngineReport
from bot.core.errors import QysqaError
from bot.core.languages import EN, INTERFACE_LANGUAGES, KK, RU
from bot.core.models import LanguageCode
from bot.core.statistics import (
    Asked,
    Counted,
    People,
    Report,
    asked,
    cached,
    failed,
    read_in,
    report,
    took,
)
from bot.i18n.catalogs import load_catalogs, locales_folder
from bot.telegram.owner import drawing
from bot.telegram.owner.canvas import Page, Pen
from bot.telegram.owner.chart import HEIGHT, WIDTH, Chart, draw
from bot.telegram.owner.drawing import ROW, drawn
from bot.telegram.owner.figures import charted
from tests.leaves import leaves

TODAY = 20_780
FOLDER = "MPLCONFIGDIR"
CATALOGS = load_catalogs(locales_folder())
KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
ENGINES = [
    EngineReport("Google", 0, None, None, 12043, 1180, 4, 203, 0.4),
    EngineReport("MyMemory", 86_400, None, 0, 420, 300, 20, 100, 0.9),
    EngineReport("Google Cloud Translation", 0, None, None, 100, 100, 0, 0, 0.2),
    EngineReport("LibreTranslate", 3600, None, None, 100, 100, 0, 0, 0.2),
    EngineReport("Opus-MT", 0, None, None, 0, 0, 0, 0, 0.0),
]


def much() -> Report:
    """A busy bot, and errors of the longest names."""
    longest = sorted(leaves(QysqaError), key=lambda leaf: -len(leaf.code))[:6]
    counted = []
    for day in range(TODAY - 29, TODAY + 1):
        names = {asked(kind): 4_321 + 37 * day % 1_000 for kind in Asked}
        names |= {read_in(language): 900 for language in (KK, RU, EN, None)}
        names |= {cached(is_hit=True): 43, cached(is_hit=False): 57}
        names |= {took(0.02): 60, took(1.0): 30, took(44.0): 10}
        names |= {failed(leaf.__new__(leaf)): 1_000 * n for n, leaf in enumerate(longest, 1)}
        counted += [Counted(day, name, count) for name, count in names.items()]
    return report(counted, People(1_204_800, 120_400, 84_200, 312_000, 745_000), today=TODAY)


def little() -> Report:
    """The first day of a new bot."""
    counted = [Counted(TODAY, name, 1) for name in (asked(Asked.LINK), read_in(EN), took(0.3))]
    return report(counted, People(1, 1, 1, 1, 1), today=TODAY)


def nothing() -> Report:
    return report([], People(), today=TODAY)


CASES = {"much": (much(), ENGINES), "little": (little(), ENGINES[:1]), "nothing": (nothing(), [])}


def chart_of(case: tuple[Report, list[EngineReport]], language: LanguageCode = EN) -> Chart:
    return charted(CATALOGS[language], *case)


def shown(figure: Figure) -> list[Text]:
    """All that is written, the numbers beside the axes too."""
    figure.canvas.draw()
    axes = [axis for one in figure.axes for axis in (one.xaxis, one.yaxis) if axis.get_visible()]
    return [*figure.texts, *itertools.chain(*map(marks, axes))]


def marks(axis: Axis) -> list[Text]:
    """Those within the axis: others are not drawn."""
    low, high = axis.get_view_interval()
    marks = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
    return [label for place, label in marks if low <= place <= high]


@pytest.mark.parametrize(("case", "rows"), [("much", 5), ("little", 2)])
def test_it_is_a_png_of_the_promised_size(case: str, rows: int) -> None:
    png = draw(chart_of(CASES[case], KK))

    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (WIDTH, HEIGHT + ROW * rows)
    assert len(png) < 1_000_000  # Telegram takes ten times that


def test_the_same_numbers_give_the_same_picture() -> None:
    chart = chart_of(CASES["nothing"])

    assert draw(chart) == draw(chart)


@pytest.mark.parametrize(
    ("case", "language"), [*itertools.product(["much"], INTERFACE_LANGUAGES), ("nothing", RU)]
)
def test_no_text_covers_another_or_leaves_the_page(case: str, language: LanguageCode) -> None:
    figure = drawn(chart_of(CASES[case], language)).figure
    boxes = [(text.get_text(), text.get_window_extent()) for text in shown(figure)]
    width, height = figure.get_size_inches() * figure.dpi

    outside = [
        said for said, box in boxes if min(box.x0, box.y0) < 0 or box.x1 > width or box.y1 > height
    ]
    covered = [
        (said, other)
        for (said, box), (other, another) in itertools.combinations(boxes, 2)
        if Bbox.intersection(box.padded(-1), another.padded(-1)) is not None
    ]

    assert len(boxes) > 25
    assert (outside, covered) == ([], [])


def test_the_font_has_all_letters() -> None:
    font = FT2Font(f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf")

    assert font.family_name == "DejaVu Sans"
    assert [
        one for one in KAZAKH + KAZAKH.lower() + "≤–·…" if not font.get_char_index(ord(one))
    ] == []


def test_what_does_not_fit_is_made_smaller_and_then_cut() -> None:
    page = Page(1000, 100)
    pen = Pen(30)
    whole = page.width_of("translator_unavailable", pen)

    assert page.text(0, 50, "translator_unavailable", pen, room=whole) == whole
    assert 0.7 * whole < page.text(0, 50, "translator_unavailable", pen, room=0.8 * whole)
    assert page.text(0, 50, "translator_unavailable", pen, room=100) <= 100
    assert page.text(0, 50, "translator_unavailable", pen, room=1) == page.width_of("…", Pen(20))
    assert page.figure.texts[-1].get_text().endswith("…")


def test_long_words_are_wrapped() -> None:
    page = Page(1000, 100)
    page.wrapped(0, 10, "half of the answers", Pen(30), room=page.width_of("half of the", Pen(30)))

    assert [text.get_text() for text in page.figure.texts] == ["half of the", "answers"]


@pytest.mark.parametrize("mine", ["/mine", None])
def test_the_environment_stays_as_it_is(monkeypatch: pytest.MonkeyPatch, mine: str | None) -> None:
    monkeypatch.setattr(drawing, "picture", lambda _: b"")
    monkeypatch.delenv(FOLDER, raising=False)
    if mine is not None:
        monkeypatch.setenv(FOLDER, mine)

    draw(chart_of(CASES["nothing"]))

    assert os.environ.get(FOLDER) == mine


@pytest.mark.slow
def test_the_bot_itself_does_not_load_matplotlib() -> None:
    program = "import sys, bot.build, bot.telegram.application; print('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30
    )

    assert done.stdout == "False\n"
