"""The image is real: built by the Dockerfile, run as compose.yaml says, spoken to as by people.

    IMAGE_EXTRA=run python -m pytest tests/image     # as root, with podman and debootstrap

No Docker is needed, and no image from anywhere: see tests/image/base.py.
"""

import asyncio
import json
import os
import re
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.article.samples import sample
from bot.core.languages import EN
from tests.image.building import BUILD_S, EXTRA, ROOT, Image
from tests.image.container import NAME, Container, flags, read
from tests.simulator.telegram import TelegramSimulator

pytestmark = [
    pytest.mark.skipif(not EXTRA, reason="`make image-check` builds the image and runs it"),
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(2 * BUILD_S),  # the first test waits for the image
]

MB = 2**20
ARTICLE = sample(EN).content.decode()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def telegram() -> AsyncIterator[TelegramSimulator]:
    async with TelegramSimulator() as telegram:
        yield telegram
    assert telegram.problems == []


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def bot(image: Image, telegram: TelegramSimulator) -> AsyncIterator[Container]:
    bot = Container(image)
    given = flags(telegram.api_url, telegram.token)
    code, _ = await bot.ask("run", "--detach", f"--name={NAME}", *given, image.name)
    assert code == 0
    try:
        answer = await telegram.answer(telegram.say("/start"), timeout_s=60)
    except TimeoutError:
        pytest.fail(f"no answer; it said: {image.engine.ask('logs', NAME)}")
    assert answer.text.startswith("Сәлеметсіз бе!")
    yield bot
    await bot.ask("rm", "--force", "--time=0", NAME)


@pytest.fixture
def figures(capsys: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """Printed for whoever reads along; nothing depends on them."""
    lines: list[str] = []
    yield lines
    with capsys.disabled():
        print("", *lines, sep="\n  ")  # noqa: T201 - that is what it is for


async def test_a_pasted_article_is_answered(
    bot: Container, telegram: TelegramSimulator, figures: list[str]
) -> None:
    begun = time.monotonic()
    answer = await telegram.answer(telegram.say(ARTICLE), timeout_s=60)

    assert answer.text.startswith("Almaty’s new tram line carries its first passengers")
    figures.append(f"a pasted article: {time.monotonic() - begun:.1f} s")
    figures += [line async for line in peaks(bot)]


async def peaks(bot: Container) -> AsyncIterator[str]:
    old, new = "memory/memory.max_usage_in_bytes", "memory.peak"
    code, peak = await bot.run(
        "sh", "-c", f"cd /sys/fs/cgroup; cat {new} 2>/dev/null || cat {old}"
    )
    if code == 0:
        yield f"memory at most: {int(peak) // MB} MB, page cache and /tmp included"


async def test_the_health_check_follows_the_bot(bot: Container) -> None:
    assert (await bot.ask("healthcheck", "run", NAME))[0] == 0

    process = int((await bot.process()).name)
    os.kill(process, signal.SIGSTOP)
    frozen = await bot.ask("healthcheck", "run", NAME)
    os.kill(process, signal.SIGCONT)

    assert frozen[0] == 1
    assert (await bot.ask("healthcheck", "run", NAME))[0] == 0


async def test_the_health_check_fails_where_nothing_runs(image: Image) -> None:
    alone = ("--rm", "--network=none", "--no-healthcheck")
    done = image.engine.ask("run", *alone, image.name, "check", "--running")

    assert done.code == 1


async def test_the_process_is_nobody_without_rights(bot: Container) -> None:
    status = read(await bot.process() / "status")
    said = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)

    assert set(said["Uid"].split()) == set(said["Gid"].split()) == {"10001"}
    assert {int(said[name], 16) for name in ("CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}
    assert (said["NoNewPrivs"], said["Seccomp"]) == ("1", "2")


async def test_its_limits_are_those_of_the_compose_file(bot: Container) -> None:
    limits = "{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.Config.StopTimeout}}"

    assert await bot.told(limits) == f"{2048 * MB} 128 15"


@pytest.mark.parametrize("folder", ["/", "/venv", "/usr/local", "/var", "/etc", "/home"])
async def test_the_root_file_system_cannot_be_written(bot: Container, folder: str) -> None:
    code, _ = await bot.run("touch", f"{folder}/new")

    assert code == 1


async def test_what_is_kept_is_in_the_volume(bot: Container) -> None:
    data = await bot.data()
    files = {path.name for path in data.iterdir()}

    assert "qysqa.db" in files
    assert {name for name in files if not name.startswith("qysqa.")} == set()
    assert (data.stat().st_mode & 0o777, data.stat().st_uid) == (0o700, 10001)


async def test_a_text_is_summed_without_a_network(image: Image) -> None:
    alone = ("--rm", "--interactive", "--network=none", "--read-only", "--tmpfs=/tmp")
    command = ("run", *alone, "--no-healthcheck", image.name, "sum", "-", "--json")
    done = await asyncio.to_thread(image.engine.ask, *command, given=ARTICLE)

    assert done.code == 0, done.err
    assert all(one["text"] in ARTICLE for one in json.loads(done.out)["sentences"])


async def test_a_signal_ends_it_and_the_next_start_goes_on(
    bot: Container, telegram: TelegramSimulator, figures: list[str]
) -> None:
    begun = time.monotonic()
    await bot.ask("stop", NAME)
    took_s = time.monotonic() - begun
    waiting = telegram.say("/start")
    code = await bot.told("{{.State.ExitCode}}")
    await bot.ask("start", NAME)
    begun = time.monotonic()
    await telegram.answer(waiting, timeout_s=60)

    assert (code, took_s < 5) == ("0", True)
    figures.append(
        f"ended in {took_s:.1f} s, answered {time.monotonic() - begun:.1f} s after a start"
    )


async def test_only_what_the_build_needs_enters_it(image: Image) -> None:
    inside = image.files(image.build) / "build"

    names = {path.name for path in inside.iterdir()}
    assert names == {"LICENSE", "README.md", "bot", "locales", "pyproject.toml", "requirements"}
    assert {path.name for path in inside.glob("requirements/*")} == {"run.txt", "offline.txt"}
    assert list(inside.rglob("litter*")) == []


async def test_the_image_has_the_locked_packages_and_no_others(image: Image) -> None:
    inside = image.files(image.name)
    lock = read(ROOT / "requirements" / f"{EXTRA}.txt")
    locked = {plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    infos = (inside / "venv").rglob("*.dist-info")

    installed = {plain(info.name.split("-")[0]) for info in infos}
    assert installed - locked == {"qysqa"}
    assert not (inside / "build").exists()
    assert not (inside / "venv/bin/pip").exists()


def plain(name: str) -> str:
    """As package indexes compare names."""
    return re.sub(r"[-_.]+", "-", name).lower()


async def test_nothing_is_compiled_anew_at_each_start(image: Image) -> None:
    inside = image.files(image.name)
    sources = [*inside.glob("venv/lib/python3.*/site-packages/bot/**/*.py")]
    sources += inside.glob("usr/local/lib/python3.*/asyncio/*.py")

    assert len(sources) > 100
    assert [str(source) for source in sources if not is_compiled(source)] == []


def is_compiled(source: Path) -> bool:
    """Whether the bytecode beside it is of this very source: PEP 552's time and size."""
    (compiled,) = (source.parent / "__pycache__").glob(f"{source.stem}.cpython-3??.pyc")
    head = compiled.read_bytes()[8:16]
    time_s, size = int.from_bytes(head[:4], "little"), int.from_bytes(head[4:], "little")
    return (time_s, size) == (int(source.stat().st_mtime), source.stat().st_size)


async def test_no_file_gives_more_rights_than_in_the_base(image: Image) -> None:
    assert lifting(image.files(image.name)) == lifting(image.files(image.base))


def lifting(root: Path) -> set[str]:
    """Files that run with their owner's rights."""
    lifted = set()
    for folder, _, names in os.walk(root):
        for path in (Path(folder, name) for name in names):
            if not path.is_symlink() and path.stat().st_mode & 0o6000:
                lifted.add(str(path.relative_to(root)))
    return lifted


async def test_the_layers_above_the_base_are_not_heavy(image: Image, figures: list[str]) -> None:
    base_mb, whole_mb = (image.size(name) // MB for name in (image.base, image.name))

    figures.append(f"the image: {whole_mb} MB, of which the base is {base_mb}")
    # matplotlib and what it brings, fontTools above all, take 90 of them
    assert whole_mb - base_mb < (450 if EXTRA == "run" else 750)
