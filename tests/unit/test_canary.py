"""A test that prints the token, or people's text where logs are, fails; others pass."""

import os
import subprocess
import sys
from pathlib import Path

from tests.canary import CANARY, TEXT_CANARY

ROOT = Path(__file__).parents[2]

# The canaries are imported there: this test's own output would hold it otherwise.
SUITE = """
import logging, subprocess, sys
from tests.canary import CANARY, TEXT_CANARY

def test_silent(capsys):
    print(TEXT_CANARY)
    assert TEXT_CANARY in capsys.readouterr().out
    print(len(CANARY))

def test_logged(capfd):
    logging.basicConfig(handlers=[logging.StreamHandler(sys.stderr)], force=True)
    logging.getLogger("telegram").warning("sent to %s", CANARY)

def test_read_back(capsys):
    print(CANARY)
    capsys.readouterr()

def test_of_a_program():
    subprocess.run([sys.executable, "-c", f"print('{CANARY}')"], capture_output=True)

def test_of_a_log_of_text(capsys):
    print(TEXT_CANARY, file=sys.stderr)

def test_of_text_read_back(capsys):
    print(TEXT_CANARY, file=sys.stderr)
    capsys.readouterr()

def test_of_a_program_about_text():
    command = f"import sys; print('{TEXT_CANARY}', file=sys.stderr)"
    subprocess.run([sys.executable, "-c", command], capture_output=True)

def test_hidden(capsys):
    from bot.cli.logs import configure_logs
    configure_logs("info", as_json=False)
    logging.getLogger("telegram").warning("sent to %s", TEXT_CANARY)
    logging.getLogger("telegram").warning(f"sent to {CANARY}")
    assert "[token]" in capsys.readouterr().err
"""


def test_what_is_printed_and_may_not_be_fails_the_test(tmp_path: Path) -> None:
    (tmp_path / "test_suite.py").write_text(SUITE, encoding="utf-8")
    options = ("-q", "-p", "tests.canary", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *options, "-rA", "--show-capture=no", "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, check=False, text=True
    )
    lines = done.stdout.splitlines()

    assert CANARY not in done.stdout
    assert TEXT_CANARY not in done.stdout
    failed = sorted(line.split()[1] for line in lines if line.startswith(("ERROR", "FAILED")))
    of_token = ("test_logged", "test_of_a_program", "test_read_back")
    of_text = ("test_of_a_log_of_text", "test_of_a_program_about_text", "test_of_text_read_back")
    names = sorted([*of_token, *of_text])
    assert failed == [f"test_suite.py::{name}" for name in names]
