import fcntl
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.core.errors import DatabaseOwnedError, DataFolderNotWritableError
from bot.store.lockfile import held

HOLD = textwrap.dedent("""
    import sys
    from pathlib import Path
    import structlog
    from bot.core.errors import DatabaseOwnedError
    from bot.store.lockfile import held
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        with held(Path(sys.argv[1])):
            print("held", flush=True)
            sys.stdin.readline()
    except DatabaseOwnedError:
        print("owned", flush=True)
""")

Process = subprocess.Popen[str]


@contextmanager
def _processes(file: Path, count: int) -> Iterator[list[Process]]:
    """Processes that want to hold *file* once told, and do so until told again."""
    command = [sys.executable, "-c", HOLD, str(file)]
    pipe = subprocess.PIPE
    processes = [
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for _ in range(count)
    ]
    try:
        assert {_hear(process) for process in processes} == {"ready"}
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def _tell(process: Process) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def _hear(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.fixture
def lock(file: Path) -> Path:
    return file.with_name("qysqa.db.lock")


def test_second_is_refused_and_told_which_process_is_the_first(file: Path) -> None:
    with (
        held(file),
        capture_logs() as logs,
        pytest.raises(DatabaseOwnedError) as caught,
        held(file),
    ):
        pass

    assert caught.value.path == str(file)
    assert [entry["process"] for entry in logs] == [str(os.getpid())]


def test_lock_holds_the_number_of_the_process_and_goes_with_it(file: Path, lock: Path) -> None:
    with held(file):
        assert lock.read_text() == str(os.getpid())
        assert lock.stat().st_mode & 0o777 == 0o600

    assert not lock.exists()
    with held(file):
        assert lock.exists()


def test_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    with held(tmp_path / "new" / "qysqa.db"):
        assert (tmp_path / "new").is_dir()


def test_other_name_of_the_same_file_is_the_same_lock(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.symlink_to(file)

    with held(file), pytest.raises(DatabaseOwnedError), held(other):
        pass


def test_killed_process_leaves_no_lock(file: Path, lock: Path) -> None:
    with _processes(file, 1) as [process]:
        _tell(process)
        assert _hear(process) == "held"
        with pytest.raises(DatabaseOwnedError), held(file):
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert lock.exists()

        with held(file):
            assert lock.read_text() == str(os.getpid())


def test_of_two_that_start_at_the_same_instant_one_holds(file: Path) -> None:
    with _processes(file, 2) as processes:
        for process in processes:
            _tell(process)

        assert sorted(map(_hear, processes)) == ["held", "owned"]


def test_lock_that_is_removed_while_it_is_taken_is_taken_anew(
    file: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last owner ends between our opening and our locking."""
    flock, calls = fcntl.flock, list[int]()

    def removed_first(handle: int, operation: int) -> None:
        if not calls:
            lock.unlink()
        calls.append(handle)
        flock(handle, operation)

    monkeypatch.setattr(fcntl, "flock", removed_first)
    with held(file):
        assert lock.read_text() == str(os.getpid())
        with pytest.raises(DatabaseOwnedError), held(file):
            pass

    assert len(calls) == 3


def test_folder_that_cannot_be_written_is_told() -> None:
    with pytest.raises(DataFolderNotWritableError), held(Path("/proc/qysqa.db")):
        pass


def test_lock_that_cannot_be_removed_does_no_harm(file: Path, lock: Path) -> None:
    with held(file):
        lock.unlink()

    with held(file):
        pass


def test_files_are_closed_again(file: Path) -> None:
    before = _open_files()
    with held(file):
        for _ in range(3):
            with pytest.raises(DatabaseOwnedError), held(file):
                pass

    assert _open_files() == before
