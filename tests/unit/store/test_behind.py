"""Rows that wait to be written: how long, how many, and what becomes of them."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
import structlog

from bot.core.errors import DataFolderNotWritableError
from bot.store.behind import WriteBehind

LONG_S, SHORT_S = 60.0, 0.01


@dataclass
class Disk:
    """Keeps what is written, or refuses it; *slow* makes a write wait until it is let go."""

    written: list[tuple[str, ...]] = field(default_factory=list)
    error: Exception | None = None
    tries: int = 0
    slow: asyncio.Event | None = None

    async def __call__(self, rows: Sequence[str]) -> None:
        self.tries += 1
        if self.slow is not None:
            await self.slow.wait()
        if self.error is not None:
            raise self.error
        self.written.append(tuple(rows))


Behind = WriteBehind[int, str]


@pytest.fixture
def disk() -> Disk:
    return Disk()


async def _until_tried(disk: Disk, times: int = 1) -> None:
    async with asyncio.timeout(5):
        while disk.tries < times:  # noqa: ASYNC110 - a counter is no event
            await asyncio.sleep(0)


async def _until_waiting(behind: Behind, rows: int) -> None:
    async with asyncio.timeout(5):
        while len(behind.waiting()) > rows:  # noqa: ASYNC110 - a counter is no event
            await asyncio.sleep(0)


def _put(behind: Behind, *numbers: int) -> None:
    for number in numbers:
        behind.put(number, f"row {number}")


async def test_rows_are_written_together_when_the_first_has_waited(disk: Disk) -> None:
    async with Behind(disk, delay_s=SHORT_S) as behind:
        _put(behind, 1, 2)
        begun = time.monotonic()
        await _until_waiting(behind, 0)

        assert disk.written == [("row 1", "row 2")]
        assert time.monotonic() - begun >= SHORT_S / 2


async def test_enough_rows_are_written_at_once(disk: Disk) -> None:
    async with Behind(disk, rows_a_write=2, delay_s=LONG_S) as behind:
        _put(behind, 1, 2, 3, 4, 5)
        await _until_waiting(behind, 1)

        assert disk.written == [("row 1", "row 2"), ("row 3", "row 4")]
        assert behind.waiting() == ("row 5",)


async def test_closing_writes_the_rest_without_waiting(disk: Disk) -> None:
    begun = time.monotonic()
    async with Behind(disk, rows_a_write=3, delay_s=LONG_S) as behind:
        _put(behind, *range(7))

    assert [len(rows) for rows in disk.written] == [3, 3, 1]
    assert time.monotonic() - begun < LONG_S / 2


async def test_idle_one_writes_nothing_and_closes(disk: Disk) -> None:
    async with Behind(disk, delay_s=SHORT_S):
        await asyncio.sleep(3 * SHORT_S)

    assert disk.tries == 0


async def test_never_opened_one_writes_when_closed(disk: Disk) -> None:
    behind = Behind(disk)
    _put(behind, 1)
    await behind.close()
    await behind.close()

    assert disk.written == [("row 1",)]


async def test_last_row_under_a_key_wins(disk: Disk) -> None:
    async with Behind(disk, delay_s=LONG_S) as behind:
        for row in ("old", "new"):
            behind.put(1, row)
        assert (behind.get(1), behind.get(2)) == ("new", None)

    assert disk.written == [("new",)]


async def test_row_is_found_while_it_is_being_written(disk: Disk) -> None:
    disk.slow = asyncio.Event()
    async with Behind(disk, delay_s=0) as behind:
        _put(behind, 1)
        await _until_tried(disk)
        assert behind.get(1) == "row 1"
        disk.slow.set()

    assert (behind.get(1), disk.written) == (None, [("row 1",)])


async def test_row_replaced_while_it_is_being_written_is_written_again(disk: Disk) -> None:
    disk.slow = asyncio.Event()
    async with Behind(disk, delay_s=0) as behind:
        behind.put(1, "old")
        await _until_tried(disk)
        behind.put(1, "new")
        disk.slow.set()

    assert disk.written == [("old",), ("new",)]


async def test_refused_rows_wait_and_are_tried_again(disk: Disk) -> None:
    disk.error = DataFolderNotWritableError("/data")
    with structlog.testing.capture_logs() as logs:
        async with Behind(disk, delay_s=SHORT_S) as behind:
            _put(behind, 1)
            await _until_tried(disk, 3)
            assert behind.get(1) == "row 1"
            disk.error = None
            await _until_tried(disk, 4)
            assert disk.written == [("row 1",)]

    assert logs == [
        {
            "event": "store.not_written",
            "log_level": "warning",
            "rows": 1,
            "error": "data_folder_not_writable",
        }
    ]


async def test_next_failure_after_a_success_is_told_again(disk: Disk) -> None:
    with structlog.testing.capture_logs() as logs:
        async with Behind(disk, delay_s=0) as behind:
            for number, error in enumerate([True, False, True, False]):
                disk.error = DataFolderNotWritableError("/data") if error else None
                _put(behind, number)
                await _until_tried(disk, disk.tries + 1)

    assert [log["event"] for log in logs] == ["store.not_written"] * 2


async def test_refusing_disk_is_not_asked_without_pause(disk: Disk) -> None:
    disk.error = DataFolderNotWritableError("/data")
    async with Behind(disk, rows_a_write=1, delay_s=LONG_S) as behind:
        _put(behind, 1, 2, 3)
        await _until_tried(disk)
        for _ in range(50):
            await asyncio.sleep(0)
        assert disk.tries == 1
        disk.error = None

    assert disk.written == [("row 1",), ("row 2",), ("row 3",)]


async def test_of_too_many_rows_the_oldest_are_let_go(disk: Disk) -> None:
    async with Behind(disk, delay_s=LONG_S, max_rows=3) as behind:
        _put(behind, 1, 2, 3, 1, 4)  # 1 is put again, so 2 is the oldest

    assert disk.written == [("row 3", "row 1", "row 4")]


async def test_rows_refused_at_the_end_are_told_as_lost(disk: Disk) -> None:
    disk.error = DataFolderNotWritableError("/data")
    with structlog.testing.capture_logs() as logs:
        async with Behind(disk, rows_a_write=2, delay_s=LONG_S) as behind:
            _put(behind, 1)

    assert disk.tries == 1
    assert [(log["event"], log["rows"]) for log in logs] == [
        ("store.not_written", 1),
        ("store.rows_lost", 1),
    ]


async def test_mistaken_row_does_not_hold_up_the_others_and_its_text_is_not_logged(
    disk: Disk,
) -> None:
    disk.error = OverflowError("құпия")
    with structlog.testing.capture_logs() as logs:
        async with Behind(disk, delay_s=0) as behind:
            _put(behind, 1)
            await _until_tried(disk)
            disk.error = None
            _put(behind, 2)

    assert disk.written == [("row 2",)]
    assert logs == [
        {"event": "store.rows_lost", "log_level": "error", "rows": 1, "error": "OverflowError"}
    ]


async def test_cancelled_closing_lets_the_transaction_end_and_leaves_no_task(disk: Disk) -> None:
    disk.slow = asyncio.Event()
    others = asyncio.all_tasks()
    behind = Behind(disk, delay_s=0)
    await behind.__aenter__()
    _put(behind, 1)
    await _until_tried(disk)

    closing = asyncio.create_task(behind.close())
    await asyncio.sleep(0)
    closing.cancel()
    await asyncio.sleep(0.01)
    assert not closing.done()
    disk.slow.set()

    with pytest.raises(asyncio.CancelledError):
        await closing
    assert asyncio.all_tasks() == others
    assert disk.written == [("row 1",)]


async def test_what_waits_can_be_written_now_and_what_is_under_way_is_waited_for(
    disk: Disk,
) -> None:
    async with Behind(disk, delay_s=LONG_S, rows_a_write=2) as behind:
        disk.slow = asyncio.Event()
        _put(behind, 1, 2)
        await _until_tried(disk)
        _put(behind, 3)
        flushing = [asyncio.create_task(behind.flush()) for _ in range(2)]
        await asyncio.sleep(0)
        waited = not flushing[0].done()
        disk.slow.set()
        await asyncio.gather(*flushing)

        assert (waited, disk.written) == (True, [("row 1", "row 2"), ("row 3",)])
        assert behind.waiting() == ()


async def test_what_is_refused_waits_on_when_it_is_wanted_now(disk: Disk) -> None:
    async with Behind(disk, delay_s=LONG_S) as behind:
        disk.error = DataFolderNotWritableError("qysqa.db")
        _put(behind, 1)
        await behind.flush()

        assert behind.waiting() == ("row 1",)
        disk.error = None
