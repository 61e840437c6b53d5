"""Dockerfile, compose.yaml and .dockerignore agree; tests/image builds and runs them."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.image.reading import container_flags, instructions, read_yaml

ROOT = Path(__file__).parents[2]
STEPS = instructions((ROOT / "Dockerfile").read_text(encoding="utf-8"))
SERVICE = read_yaml((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["qysqa"]
LET_IN = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def said(name: str) -> list[str]:
    """The arguments of that instruction in the last stage."""
    last = max(at for at, (instruction, _) in enumerate(STEPS) if instruction == "FROM")
    return [arguments for instruction, arguments in STEPS[last:] if instruction == name]


def variables() -> dict[str, str]:
    return dict(pair.split("=", 1) for line in said("ENV") for pair in line.split())


def test_both_stages_have_the_same_base() -> None:
    bases = {arguments.split()[0] for name, arguments in STEPS if name == "FROM"}

    assert bases == {"python:3.11-slim-bookworm"}


def test_the_user_is_a_number_that_is_not_root() -> None:
    assert said("USER") == ["10001:10001"]


def test_the_volume_is_the_data_folder_and_the_users_home() -> None:
    assert said("VOLUME") == said("WORKDIR") == [variables()["QYSQA_DATA_DIR"]] == ["/data"]
    assert SERVICE["volumes"] == ["data:/data"]
    assert "--home-dir /data" in said("RUN")[0]


def test_the_health_check_is_the_command_and_has_its_port() -> None:
    (check,) = said("HEALTHCHECK")

    assert check.endswith('CMD ["qysqa", "check", "--running"]')
    assert variables()["QYSQA_HEALTH_PORT"].isdecimal()
    assert "ports" not in SERVICE  # it polls: nobody calls it


def test_nothing_of_the_container_can_be_written_but_data_and_tmp() -> None:
    assert SERVICE["read_only"] == "true"
    assert [mount.partition(":")[0] for mount in SERVICE["tmpfs"]] == [str(Path("/", "tmp"))]
    assert SERVICE["cap_drop"] == ["ALL"]
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]


def test_a_signal_ends_it_with_time_to_spare() -> None:
    assert said("STOPSIGNAL") == ["SIGTERM"]
    assert said("ENTRYPOINT") == ['["qysqa"]']  # no shell between the signal and the bot
    assert SERVICE["init"] == "true"
    assert int(SERVICE["stop_grace_period"].removesuffix("s")) >= 10


def test_what_is_copied_is_let_in() -> None:
    copied = [args.split()[:-1] for name, args in STEPS if name == "COPY" and "--" not in args]
    let_in = {line[1:].split("/")[0] for line in LET_IN if line.startswith("!")}

    assert LET_IN[0] == "*"
    assert {source for sources in copied for source in sources} == let_in


def test_every_extra_that_runs_can_be_built() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {"run", *project["optional-dependencies"]} - {"dev"}

    locks = {
        found[1] for line in LET_IN if (found := re.fullmatch(r"!requirements/(.+).txt", line))
    }
    assert locks == extras


def test_the_token_is_asked_for() -> None:
    flags = container_flags(SERVICE, {"TELEGRAM_BOT_TOKEN": "42:A"})

    assert "--env=TELEGRAM_BOT_TOKEN=42:A" in flags
    assert {"--read-only=true", "--memory=2g", "--stop-timeout=15"} < set(flags)


def test_what_would_be_passed_over_is_an_error() -> None:
    with pytest.raises(KeyError, match="privileged"):
        container_flags({"privileged": "true"}, {})


def test_a_broken_compose_file_is_an_error() -> None:
    with pytest.raises(ValueError, match="not understood: a: 1"):
        read_yaml("  a: 1\nb: 2\n")
