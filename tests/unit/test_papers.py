"""The README and the changelog say what the code does."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from bot import __version__
from bot.cli.app import app
from bot.config import Settings, variable
from bot.i18n.texts import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown(default: object) -> str:
    if default is None:
        return "–"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{','.join(default)}`" if isinstance(default, tuple) else f"`{default}`"


def test_settings_table_is_the_code() -> None:
    rows = [
        f"| `{variable(name)}` | {shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    table = README.partition("<!-- settings")[2].partition("## ")[0]

    assert [line for line in table.splitlines() if line.startswith("| `")] == rows


def test_every_command_is_in_the_readme() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined] # a group has them

    missing = [name for name in commands if f"qysqa {name}" not in README and name not in README]

    assert missing == []


def test_every_chat_command_is_in_the_readme() -> None:
    assert [name for name in COMMANDS if name != "start" and f"/{name}" not in README] == []


@pytest.mark.parametrize("name", ["README.ru.md", "README.kk.md"])
def test_the_other_readmes_say_the_same_as_far_as_they_go(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    begun, _, _ = README.partition("### The page")
    images = re.findall(r"!\[[^]]*\]\(([^)]+)\)", begun)

    assert re.findall(r"!\[[^]]*\]\(([^)]+)\)", text) == images
    assert text.count("\n## ") == begun.count("\n## ")
    assert text.count("\n| ") == begun.count("\n| ")
    assert _commands(text) == _commands(begun)


def _commands(text: str) -> set[str]:
    return set(re.findall(r"`(/[a-z]+|make \w+|docker [^`]+)", text))


def test_files_that_the_readme_shows_exist() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)

    assert [one for one in targets if "://" not in one and not (ROOT / one).exists()] == []


def test_benchmarks_that_the_readme_names_exist() -> None:
    named = set(re.findall(r"benchmarks/\w+\.py", README))

    assert named
    assert [one for one in sorted(named) if not (ROOT / one).exists()] == []


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[\[<>=]", one)[0] for one in project["dependencies"]]
    table = README.partition("### What it is built from")[2].partition("### ")[0].lower()

    assert [name for name in names if name not in table] == []


def test_changelog_knows_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_lock_files_hold_no_addresses() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")

        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|file://|--index-url|--find-links", text)
