"""The commands about models that translate on this machine."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.models import _progress
from tests.simulator import model_hub
from tests.simulator.model_hub import ModelHub
from tests.simulator.tiny_model import make_nllb
from tests.unit.cli.running import beside, qysqa

REPOSITORY = "skywood/nllb-200-distilled-600M-ct2-int8"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("ctranslate2")
    return make_nllb(tmp_path_factory.mktemp("tiny") / "nllb-600m")


@pytest.fixture
def models(data_dir: Path) -> Path:
    return data_dir / "models"


@pytest.fixture
def hub(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelHub]:
    files = {path.name: path.read_bytes() for path in tiny.iterdir()}
    hub = ModelHub({REPOSITORY: files})
    with beside(model_hub.serving(hub)):
        monkeypatch.setenv("QYSQA_MODELS_URL", hub.url)
        yield hub


def rows(out: str) -> dict[str, list[str]]:
    return {line.split("\t")[0]: line.split("\t")[1:] for line in out.splitlines()}


def test_the_list_tells_what_can_be_had(models: Path) -> None:
    outcome = qysqa("models", "list")

    assert outcome.status == 0
    assert outcome.out.startswith(
        "tilmash\tto convert\t1380\tCC-BY-NC-4.0\tkk ru en tr\tTilmash\n"
    )
    listed = rows(outcome.out)
    assert listed["nllb-600m"] == ["to pull", "634", "CC-BY-NC-4.0", "22 languages", "NLLB-600M"]
    assert listed["opus-big-zle-en"][3] == "be-en ru-en uk-en"
    assert str(models) in outcome.reason


def test_the_list_begins_with_what_is_here(tiny: Path, models: Path) -> None:
    shutil.copytree(tiny, models / "own")
    shutil.copytree(tiny, models / "tilmash")
    (models / "nllb-600m").mkdir()
    outcome = qysqa("models", "list")

    lines = [line.split("\t")[:2] for line in outcome.out.splitlines()]
    assert lines[:3] == [["tilmash", "here"], ["own", "here"], ["nllb-1.3b", "to pull"]]
    assert rows(outcome.out)["own"] == ["here", "0", "-", "22 languages", "own"]
    assert rows(outcome.out)["nllb-600m"][0] == "broken"
    assert "The translation model nllb-600m cannot be used" in outcome.err


def test_a_model_is_pulled_and_can_be_used(hub: ModelHub, models: Path) -> None:
    outcome = qysqa("models", "pull", "NLLB-600M")

    assert outcome.status == 0
    assert outcome.out == f"{models / 'nllb-600m'}\n"
    assert "100 % of 0 MB" in outcome.err
    assert outcome.reason.endswith("Licence: CC-BY-NC-4.0.")

    checked = qysqa("models", "check")
    assert checked.status == 0
    assert checked.out.startswith("ok    NLLB-600M: sums right; loaded in ")
    assert "ru “Привет” → kk “" in checked.out


def test_a_model_that_nobody_offers_is_refused_with_the_way_to_it(models: Path) -> None:
    outcome = qysqa("models", "pull", "tilmash")

    assert (outcome.status, outcome.out) == (1, "")
    assert "ct2-transformers-converter --model issai/tilmash" in outcome.reason
    assert f"--output_dir {models / 'tilmash'}`" in outcome.reason


def test_a_hub_that_refuses_is_told(hub: ModelHub) -> None:
    hub.refusals = [404]
    outcome = qysqa("models", "pull", "nllb-600m")

    assert (outcome.status, outcome.out) == (1, "")
    assert "127.0.0.1: it has no such model or file" in outcome.reason


@pytest.mark.parametrize("command", ["pull", "check"])
def test_an_unknown_name_is_refused(command: str) -> None:
    outcome = qysqa("models", command, "gpt")

    assert (outcome.status, outcome.out) == (1, "")
    assert "“gpt”" in outcome.reason


def test_without_models_there_is_nothing_to_check(models: Path) -> None:
    outcome = qysqa("models", "check")

    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.reason == f"There is no model in {models}; see `qysqa models list`."


def test_one_model_is_checked_by_its_name_or_its_folders(tiny: Path, models: Path) -> None:
    shutil.copytree(tiny, models / "nllb-600m")
    shutil.copytree(tiny, models / "own")
    (models / "half").mkdir()

    for name in ("own", "OWN", "NLLB-600m"):
        outcome = qysqa("models", "check", name)
        assert outcome.status == 0
        assert outcome.out.count("no sums to compare with") == 1


def test_a_broken_model_does_not_hide_a_good_one(tiny: Path, models: Path) -> None:
    shutil.copytree(tiny, models / "own")
    (shutil.copytree(tiny, models / "bad") / "model.bin").write_bytes(b"no model")
    (models / "half").mkdir()
    outcome = qysqa("models", "check")

    assert outcome.status == 1
    assert outcome.out.count("ok    own") == outcome.out.count("\n") == 1
    assert outcome.err.count("WRONG The translation model ") == 2
    assert qysqa("models", "check", "half").status == 1


def test_without_the_extra_the_check_says_what_to_install(
    tiny: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(tiny, models / "own")
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    outcome = qysqa("models", "check")

    assert (outcome.status, outcome.out) == (1, "")
    assert "not installed: offline" in outcome.reason


@pytest.mark.parametrize(("terminal", "said"), [(True, 101), (False, 11)])
def test_progress_is_said_in_steps(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    terminal: bool,
    said: int,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    show = _progress()
    for here in range(0, 5_000_001, 1_000):
        show(here, 5_000_000)

    shown = capsys.readouterr().err
    assert shown.count(" % of 5 MB") == said
    assert shown.endswith("100 % of 5 MB\n")
    assert shown.count("\n") == (1 if terminal else said)
