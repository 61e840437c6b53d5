"""The owner's commands: init, check, backup, restore, memory; and settings that are wrong."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import __version__
from bot.cli import app as entry
from bot.core.languages import EN, KK, RU
from bot.service.engines import PROBES
from bot.web.health import serving_health
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.translators import Mode, Translators
from tests.unit.cli.running import Outcome, beside, qysqa
from tests.unit.web.wellness import Patient, no_metrics

SAMPLES = Path(__file__).parents[3] / "bot" / "samples"
SENTENCE = "Бүгін ауылда боран соғып тұр."
TMX = f"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="kk" segtype="sentence" datatype="plaintext"
 creationtool="a" creationtoolversion="1" adminlang="en" o-tmf="a"/><body><tu>
<tuv xml:lang="kk"><seg>{SENTENCE}</seg></tuv>
<tuv xml:lang="ru"><seg>Сегодня в ауле метель.</seg></tuv>
</tu></body></tmx>"""


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramSimulator]:
    with beside(TelegramSimulator()) as telegram:
        monkeypatch.setenv("QYSQA_TELEGRAM_API_URL", telegram.api_url)
        yield telegram


def one_line(outcome: Outcome) -> str:
    """What stderr says when it says only why."""
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    return outcome.reason


def test_init_checks_the_token_and_keeps_the_rest_of_the_file(
    telegram: TelegramSimulator, tmp_path: Path
) -> None:
    env = tmp_path / ".env"
    env.write_text("# менің ботым\nTELEGRAM_BOT_TOKEN=1:OLD\nQYSQA_OWNER=@aigul", encoding="utf-8")
    env.chmod(0o644)
    outcome = qysqa("init", given=f"\n  {telegram.token} \n")

    assert outcome.status == 0
    assert outcome.reason.endswith("write to https://t.me/qysqa_test_bot")
    assert stat.S_IMODE(env.stat().st_mode) == 0o600
    assert env.read_text(encoding="utf-8") == (
        f"# менің ботым\nQYSQA_OWNER=@aigul\nTELEGRAM_BOT_TOKEN={telegram.token}\n"
    )


def test_init_makes_the_file_for_its_owner_alone(
    telegram: TelegramSimulator, tmp_path: Path
) -> None:
    assert qysqa("init", given=telegram.token).status == 0

    env = tmp_path / ".env"
    assert env.read_text(encoding="utf-8") == f"TELEGRAM_BOT_TOKEN={telegram.token}\n"
    assert stat.S_IMODE(env.stat().st_mode) == 0o600


@pytest.mark.parametrize("token", ["1:WRONG", "no token", "қ", "a/b?c#d"])
def test_init_tells_a_wrong_token_and_writes_nothing(
    telegram: TelegramSimulator, tmp_path: Path, token: str
) -> None:
    outcome = qysqa("init", given=token)

    assert outcome.status == 1
    assert outcome.reason.endswith("Telegram does not know this token.")
    assert not (tmp_path / ".env").exists()


def test_init_tells_a_telegram_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QYSQA_TELEGRAM_API_URL", "http://127.0.0.1:9")
    outcome = qysqa("init", given="42:TEST")

    assert outcome.status == 1
    assert outcome.reason.endswith("The Bot API does not answer.")


def test_init_without_an_answer_is_given_up(tmp_path: Path) -> None:
    outcome = qysqa("init", given="")

    assert outcome.status == 1
    assert not (tmp_path / ".env").exists()


def test_init_tells_a_file_it_cannot_write(telegram: TelegramSimulator, tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    outcome = qysqa("init", given=telegram.token)

    assert outcome.status == 78
    assert outcome.reason.endswith(".env: this file cannot be written.")


PROBED = {
    (PROBES[EN], "kk"): "Кітапхана таңғы сағат тоғызда ашылады.",
    (PROBES[RU], "en"): "The library opens at nine o'clock in the morning.",
    (PROBES[KK], "ru"): "Библиотека открывается в девять часов утра.",
}


@pytest.fixture
def translators(monkeypatch: pytest.MonkeyPatch) -> Iterator[Translators]:
    with Translators(PROBED) as running:
        monkeypatch.setenv("QYSQA_ENGINES", "google,mymemory")
        monkeypatch.setenv("QYSQA_GOOGLE_URL", running.google_url)
        monkeypatch.setenv("QYSQA_MYMEMORY_URL", running.mymemory_url)
        yield running


@pytest.mark.usefixtures("translators")
def test_check_says_of_each_part_that_it_is_well(
    telegram: TelegramSimulator, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", telegram.token)
    outcome = qysqa("check")

    assert outcome.status == 0
    said = [line.split(maxsplit=1)[1] for line in outcome.err.splitlines()]
    assert [line.split()[0] for line in outcome.err.splitlines()] == ["ok"] * 4
    assert said[0] == "settings; engines: google, mymemory"
    assert said[1] == f"database {data_dir / 'qysqa.db'}"
    assert said[2].startswith("translation memory: ")
    assert said[3] == "token of @qysqa_test_bot"
    rows = [line.split("\t") for line in outcome.out.splitlines()]
    assert rows[0] == [
        *("engine", "pair", "state", "seconds", "last refusal", "characters left today")
    ]
    assert [[*row[:3], *row[4:]] for row in rows[1:]] == [
        ["Google", "en-kk", "ok", "-", "-"],
        ["Google", "ru-en", "ok", "-", "-"],
        ["Google", "kk-ru", "ok", "-", "-"],
        ["MyMemory", "en-kk", "ok", "-", "4959"],
        ["MyMemory", "ru-en", "ok", "-", "4916"],
        ["MyMemory", "kk-ru", "ok", "-", "4878"],
    ]


def test_check_says_when_no_engine_translates(translators: Translators) -> None:
    translators.mode = Mode.BLOCKED
    outcome = qysqa("check")

    assert outcome.status == 1
    assert "WRONG no engine translates now; summaries come in their own language" in outcome.err
    rows = [line.split("\t") for line in outcome.out.splitlines()[1:]]
    assert [row[2] for row in rows] == ["blocked", "closed", "closed"] * 2
    assert {row[4] for row in rows} == {"blocked"}


def test_check_says_when_the_only_engine_has_no_model(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    (data_dir / "models" / "odd").mkdir(parents=True)
    monkeypatch.setenv("QYSQA_ENGINES", "offline")
    outcome = qysqa("check")

    assert outcome.status == 1
    assert "WRONG no engine translates now" in outcome.err


def test_check_works_without_a_token() -> None:
    outcome = qysqa("check")

    assert outcome.status == 0
    assert "ok    settings; engines: none, offline\n" in outcome.err
    assert outcome.reason.startswith("ok    no bot token")


def test_check_says_what_is_wrong(
    telegram: TelegramSimulator, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:WRONG")
    data_dir.mkdir()
    (data_dir / "a.tmx").write_text("<tmx", encoding="utf-8")
    outcome = qysqa("check")

    assert outcome.status == 1
    wrong = [line for line in outcome.err.splitlines() if line.startswith("WRONG")]
    assert wrong[0].startswith("WRONG a.tmx is not a translation memory I can read:")
    assert wrong[1] == "WRONG Telegram does not know this token."


def test_check_running_asks_the_bot_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    unset = qysqa("check", "--running")
    assert unset.status == 1
    assert one_line(unset) == "QYSQA_HEALTH_PORT is not set: the running bot answers nowhere."

    with beside(serving_health(0, Patient().health(), no_metrics)) as address:
        port = address.rpartition(":")[2]
        monkeypatch.setenv("QYSQA_HEALTH_PORT", port)
        well = qysqa("check", "--running")
        assert (well.status, one_line(well)) == (0, "ok    the bot is running")

    gone = qysqa("check", "--running")
    assert (gone.status, one_line(gone)) == (1, "WRONG the bot does not answer")


def test_a_backup_goes_back_where_it_was(data_dir: Path, tmp_path: Path) -> None:
    qysqa("sum", SAMPLES / "tram.en.txt")
    assert one_line(qysqa("backup", "copy.db")) == "Saved to copy.db."
    (data_dir / "qysqa.db").write_bytes(b"garbage")
    for path in data_dir.glob("qysqa.db-*"):
        path.unlink()
    outcome = qysqa("restore", "copy.db")

    assert outcome.status == 0
    assert one_line(outcome).endswith("is qysqa.db.before-restore.")
    assert (data_dir / "qysqa.db.before-restore").read_bytes() == b"garbage"
    assert qysqa("sum", SAMPLES / "tram.en.txt").err == ""  # from the cache: nothing is read


def test_backups_that_cannot_be_made_or_used_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"garbage")
    none = qysqa("restore", "none.db")
    garbage = qysqa("restore", "a.db")
    nowhere = qysqa("backup", "none/copy.db")

    assert one_line(none) == "There is no file none.db that I could read."
    assert one_line(garbage).startswith("a.db is damaged or not a database of Qysqa")
    assert one_line(nowhere) == "The data folder none/copy.db cannot be written."
    assert {one.status for one in (none, garbage, nowhere)} == {1}


def test_a_memory_answers_from_when_it_is_imported(tmp_path: Path, data_dir: Path) -> None:
    (tmp_path / "weather.xml").write_text(TMX, encoding="utf-8")
    assert qysqa("translate", "--to", "ru", given=SENTENCE).status == 1

    assert one_line(qysqa("memory", "import", "weather.xml")) == (
        "weather.xml: 1 units are in the memory."
    )
    assert (data_dir / "weather.tmx").read_text(encoding="utf-8") == TMX
    assert qysqa("translate", "--to", "ru", given=SENTENCE).out == "Сегодня в ауле метель.\n"
    rows = [line.split("\t") for line in qysqa("memory", "list").out.splitlines()]
    units = {Path(name).name: int(count) for count, name in rows}
    assert units.keys() == {"samples.tmx", "weather.tmx"}
    assert units["weather.tmx"] == 1 < units["samples.tmx"]


def test_a_memory_that_is_there_already_may_be_imported(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "a.tmx").write_text(TMX, encoding="utf-8")

    assert qysqa("memory", "import", data_dir / "a.tmx").status == 0
    assert (data_dir / "a.tmx").read_text(encoding="utf-8") == TMX


def test_memories_that_cannot_be_read_are_refused(tmp_path: Path, data_dir: Path) -> None:
    (tmp_path / "a.tmx").write_text("<html/>", encoding="utf-8")
    bad = qysqa("memory", "import", "a.tmx")
    none = qysqa("memory", "import", "none.tmx")

    assert one_line(bad).startswith("a.tmx is not a translation memory I can read:")
    assert one_line(none) == "There is no file none.tmx that I could read."
    assert (bad.status, none.status) == (1, 1)
    assert not data_dir.exists()


def newer(path: Path) -> None:
    """Make the database one of a version that is yet to come."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


@pytest.mark.parametrize(
    "words",
    [("detect",), ("memory", "list"), ("check",), ("run",), ("demo",), ("dead", "list")],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("fault", ["garbage", "newer", "no folder"])
def test_a_store_that_cannot_be_used_is_one_line(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], fault: str
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "42:TEST")
    database = data_dir / "qysqa.db"
    if fault == "no folder":
        data_dir.write_text("a file", encoding="utf-8")
    else:
        qysqa("memory", "list")
        newer(database) if fault == "newer" else database.write_bytes(b"garbage" * 200)
    outcome = qysqa(*words, given="Бір сөйлем.")

    assert (outcome.status, outcome.out) == (1, "")
    expected = {
        "garbage": f"{database} is damaged or not a database of Qysqa",
        "newer": f"{database} was made by a newer version of Qysqa",
        "no folder": f"The data folder {data_dir} cannot be written",
    }
    assert outcome.reason.startswith(expected[fault])


@pytest.mark.parametrize(
    "words",
    [
        ("sum",), ("extract",), ("detect",), ("translate", "--to", "kk"), ("run",), ("demo",),
        ("init",), ("check",), ("backup", "a"), ("restore", "a"), ("memory", "list"),
        ("memory", "import", "a"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_settings_are_told_at_once_by_every_command(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("QYSQA_ENGINS", "google")
    monkeypatch.setenv("QYSQA_CACHE_DAYS", "0")
    outcome = qysqa(*words)

    assert (outcome.status, outcome.out) == (78, "")
    assert outcome.err.splitlines() == [
        "QYSQA_ENGINS: there is no such setting. Did you mean QYSQA_ENGINES?",
        "QYSQA_CACHE_DAYS: Input should be greater than or equal to 1.",
    ]


def test_the_version_is_printed() -> None:
    assert qysqa("--version").out == f"qysqa {__version__}\n"


def test_without_a_command_the_help_is_shown() -> None:
    outcome = qysqa()

    assert outcome.status == 2
    for command in ("run", "demo", "sum", "translate", "extract", "detect", "init", "check"):
        assert command in outcome.out + outcome.err


def test_ctrl_c_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "app", interrupted)
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 130
