"""`qysqa translate` through an engine: terms, formatting, scripts; `memory export`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.article.samples import SAMPLE_MEMORY
from bot.core.languages import EN, KK, RU
from bot.translation.memory.tmx import read_tmx
from tests.simulator.translators import Translators
from tests.unit.cli.running import qysqa

SAMPLES = SAMPLE_MEMORY.parent
BRIDGE = "The bridge was built in 2024."
OPTIONS = '{"google": {"rate_per_s": 1000, "burst": 1000}}'
ANSWERS = {
    (BRIDGE, "kk"): "Көпір 2024 жылы салынды.",
    ("The [[1]] festival begins today.", "kk"): "[[1]] фестивалі бүгін басталады.",
    ("Read the [[2]]whole[[4]] story here.", "ru"): "Прочитайте здесь [[2]]всю[[4]] историю.",
}


@pytest.fixture(autouse=True)
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Translators]:
    with Translators(dict(ANSWERS)) as running:
        monkeypatch.setenv("QYSQA_ENGINES", "google")
        monkeypatch.setenv("QYSQA_GOOGLE_URL", running.google_url)
        monkeypatch.setenv("QYSQA_ENGINE_OPTIONS", OPTIONS)
        yield running


def test_a_text_is_translated_and_the_engine_named() -> None:
    outcome = qysqa("translate", "--to", "kk", "--json", given=BRIDGE)

    made = json.loads(outcome.out)
    assert made["text"].strip() == "Көпір 2024 жылы салынды."
    assert made["sentences"] == [
        {
            "text": BRIDGE,
            "translation": {"text": "Көпір 2024 жылы салынды.", "engine": "Google"},
        }
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kk-Latn", "Köpır 2024 jyly salyndy."),
        ("төте", "كوپىر 2024 جىلى سالىندى."),
        ("kk_Cyrl", "Көпір 2024 жылы салынды."),
    ],
)
def test_kazakh_comes_in_the_script_that_is_asked_for(name: str, said: str) -> None:
    assert qysqa("translate", "--to", name, given=BRIDGE).out.strip() == said


def test_an_option_says_the_script_too_and_json_names_it() -> None:
    made = qysqa("translate", "--to", "kk", "--script", "Latn", "--json", given=BRIDGE).json

    assert (made["text"].strip(), made["script"]) == ("Köpır 2024 jyly salyndy.", "Latn")
    plain = qysqa("translate", "--to", "kk-cyrl", "--script", "Latn", "--json", given=BRIDGE).json
    assert plain["script"] == "Cyrl"


def test_doubts_are_told_in_json(service: Translators) -> None:
    service.answers[BRIDGE, "kk"] = "Көпір 2042 жылы салынды."
    made = json.loads(qysqa("translate", "--to", "kk", "--json", given=BRIDGE).out)

    assert made["sentences"][0]["translation"]["doubts"] == ["numbers"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--keep", "Nauryz"], "Nauryz фестивалі бүгін басталады."),
        (["--keep", "nauryz = Наурыз"], "Наурыз фестивалі бүгін басталады."),
        (["--glossary", "terms.tsv"], "Ұлыстың ұлы күні фестивалі бүгін басталады."),
        (
            ["--glossary", "terms.tsv", "--keep", "Nauryz = Наурыз"],
            "Наурыз фестивалі бүгін басталады.",
        ),
    ],
)
def test_terms_are_kept_or_translated_as_is_asked(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    terms = "# мерекелер\nNauryz\tҰлыстың ұлы күні\tkk\nNauryz\tНавруз\tru\n"
    (tmp_path / "terms.tsv").write_text(terms, encoding="utf-8")
    text = "The Nauryz festival begins today."

    assert qysqa("translate", "--to", "kk", *arguments, given=text).out.strip() == said


@pytest.mark.parametrize("line", ["a = b = c", "=x", ""])
def test_a_term_that_is_none_is_wrong_usage(line: str) -> None:
    assert qysqa("translate", "--to", "kk", "--keep", line, given=BRIDGE).status == 2


def test_sentences_that_stay_are_counted(service: Translators) -> None:
    text = f"{BRIDGE} Nobody has translated this sentence before."
    outcome = qysqa("translate", "--to", "kk", given=text)

    assert outcome.reason == "Not translated: 1 of 2 sentences"


def test_a_glossary_that_is_not_there_is_told() -> None:
    outcome = qysqa("translate", "--to", "kk", "--glossary", "none.tsv", given=BRIDGE)

    assert outcome.status == 1
    assert outcome.reason == "There is no file none.tsv that I could read."


def test_formatting_stays_in_simple_html() -> None:
    html = "<p>Read the <b>whole</b> story here.</p>"

    assert qysqa("translate", "--to", "ru", "--html", given=html).out.strip() == (
        "Прочитайте здесь <b>всю</b> историю."
    )


@pytest.mark.parametrize("name", ["html", "text"])
def test_formatting_stays_in_lines_of_json_too(name: str) -> None:
    line = json.dumps({"id": 1, name: "Read the <b>whole</b> story here."})
    [made] = qysqa("translate", "--to", "ru", "--html", "--jsonl", given=line).lines

    assert made["text"].strip() == "Прочитайте здесь <b>всю</b> историю."


def test_what_was_translated_is_exported_and_can_be_imported(tmp_path: Path) -> None:
    article = SAMPLES / "weather.kk.txt"
    assert qysqa("sum", article, "--to", "ru", "--to", "en").status == 0
    outcome = qysqa("memory", "export", "mine.tmx")

    assert outcome.status == 0
    with (tmp_path / "mine.tmx").open("rb") as file:
        units = list(read_tmx(file, "mine.tmx"))
    assert outcome.reason == f"mine.tmx: {len(units)} units."
    assert len(units) >= 5
    assert {frozenset(unit.texts) for unit in units} == {frozenset({KK, RU, EN})}
    assert qysqa("memory", "import", "mine.tmx").status == 0


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    outcome = qysqa("memory", "export", tmp_path / "none" / "mine.tmx")

    assert outcome.status == 1
    assert outcome.reason.startswith("The data folder ")
    assert list(tmp_path.glob("**/*.part")) == []
