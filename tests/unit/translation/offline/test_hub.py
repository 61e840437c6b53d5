"""Models brought from a hub, on a stand-in that fails in every way we know."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.core.errors import (
    BrokenModelError,
    DataFolderNotWritableError,
    ModelHubError,
    UnknownModelError,
)
from bot.core.languages import KK, KNOWN_LANGUAGES, RU
from bot.translation.offline import download, hub
from bot.translation.offline.download import ATTEMPTS
from bot.translation.offline.folders import compare_sums, read_model
from bot.translation.offline.hub import pull
from bot.translation.offline.manifest import Manifest
from tests.simulator.loopback import free_port
from tests.simulator.model_hub import COMMIT, SIGNATURE, ModelHub, serving

REPOSITORY = "skywood/nllb-200-distilled-600M-ct2-int8"
FILES = {
    "README.md": b"# A model",
    "config.json": b'{"add_source_eos": false}',
    "model.bin": bytes(range(256)) * 2_000,
    "shared_vocabulary.json": b'["<s>"]',
    "sentencepiece.bpe.model": b"pieces" * 5_000,
}
WANTED = {name: content for name, content in FILES.items() if name != "README.md"}
TOTAL = sum(map(len, WANTED.values()))


@pytest.fixture
async def site() -> AsyncIterator[ModelHub]:
    async with serving(ModelHub({REPOSITORY: FILES})) as site:
        yield site


class Seen(list[tuple[int, int]]):
    """A Progress that remembers."""

    def __call__(self, here: int, total: int) -> None:
        self.append((here, total))


async def brought(site: ModelHub, folder: Path, progress: hub.Progress | None = None) -> Manifest:
    show = Seen() if progress is None else progress
    return await pull("NLLB-600M", folder, base_url=site.url, progress=show, pause_s=0)


async def refusal(site: ModelHub, folder: Path) -> str:
    with pytest.raises(ModelHubError) as caught:
        await brought(site, folder)
    assert caught.value.site == "127.0.0.1"
    assert not (folder / "nllb-600m").exists()
    return caught.value.reason


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def part(folder: Path, name: str = "model.bin") -> Path:
    return folder / ".nllb-600m.part" / f"{name}.part"


async def test_a_model_comes_whole_with_its_sums(site: ModelHub, tmp_path: Path) -> None:
    seen = Seen()
    manifest = await brought(site, tmp_path / "models", seen)

    folder = tmp_path / "models" / "nllb-600m"
    assert {
        path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".json"
    } == {name: content for name, content in WANTED.items() if not name.endswith(".json")}
    assert read_model(folder) == manifest
    assert compare_sums(manifest)
    assert (manifest.name, manifest.licence) == ("NLLB-600M", "CC-BY-NC-4.0")
    assert manifest.origin == f"{REPOSITORY}@{COMMIT}"
    assert manifest.knows(KK, RU)
    assert seen[-1] == (TOTAL, TOTAL)
    assert seen == sorted(seen)
    assert names_in(folder.parent) == ["nllb-600m"]


async def test_files_are_asked_for_at_the_commit_that_was_listed(
    site: ModelHub, tmp_path: Path
) -> None:
    await brought(site, tmp_path)

    assert site.asked[0] == f"/api/models/{REPOSITORY}/revision/main"
    assert {path for path in site.asked if "/resolve/" in path} == {
        f"/{REPOSITORY}/resolve/{COMMIT}/{name}" for name in WANTED
    }


async def test_signed_addresses_are_taken_as_they_are_written(
    site: ModelHub, tmp_path: Path
) -> None:
    await brought(site, tmp_path)

    assert site.signatures == {SIGNATURE}


async def test_what_is_there_is_not_brought_again(site: ModelHub, tmp_path: Path) -> None:
    first = await brought(site, tmp_path)
    site.asked.clear()

    assert await brought(site, tmp_path) == first
    assert len(site.asked) == 1


async def test_a_newer_or_broken_model_is_replaced(site: ModelHub, tmp_path: Path) -> None:
    await brought(site, tmp_path)
    (tmp_path / "nllb-600m" / "model.bin").write_bytes(b"")
    (tmp_path / ".nllb-600m.old").mkdir()
    assert compare_sums(await brought(site, tmp_path))
    site.commit = COMMIT[::-1]

    assert (await brought(site, tmp_path)).origin.endswith(COMMIT[::-1])
    assert names_in(tmp_path) == ["nllb-600m"]


async def test_parts_of_several_repositories_make_one_model(tmp_path: Path) -> None:
    body = {name: WANTED[name] for name in WANTED if name != "sentencepiece.bpe.model"}
    pieces = {"sentencepiece.bpe.model": WANTED["sentencepiece.bpe.model"]}
    repositories = {
        "OpenNMT/nllb-200-distilled-1.3B-ct2-int8": body,
        "facebook/nllb-200-distilled-600M": pieces,
    }
    async with serving(ModelHub(dict(repositories))) as site:
        model = await pull("nllb-1.3b", tmp_path, base_url=f"{site.url}/", progress=Seen())

    assert model.origin == " ".join(f"{name}@{COMMIT}" for name in repositories)
    assert model.languages == KNOWN_LANGUAGES
    assert compare_sums(model)


@pytest.mark.parametrize("whole", [False, True])
async def test_a_cut_download_goes_on_where_it_was(
    site: ModelHub, tmp_path: Path, *, whole: bool
) -> None:
    site.whole = whole
    site.cuts = [len(WANTED["config.json"]), 200_000, 100_000]
    seen = Seen()
    assert compare_sums(await brought(site, tmp_path, seen))

    asked = [one for one in site.ranges if one]
    assert asked[0].startswith("bytes=")
    assert len(asked) == 2
    assert seen[-1] == (TOTAL, TOTAL)


async def test_what_came_is_kept_for_the_next_time(site: ModelHub, tmp_path: Path) -> None:
    site.cuts = [len(WANTED["config.json"]), 300_000, *[0] * ATTEMPTS]
    assert await refusal(site, tmp_path) == "it broke off in the middle"
    kept = part(tmp_path).stat().st_size
    assert kept > 0
    site.ranges.clear()

    assert compare_sums(await brought(site, tmp_path))
    assert site.ranges[0] == f"bytes={kept}-"


async def test_another_range_than_the_one_asked_for_is_not_taken(
    site: ModelHub, tmp_path: Path
) -> None:
    site.shifted, site.cuts = True, [len(WANTED["config.json"]), 300_000]

    assert "another part" in await refusal(site, tmp_path)


async def test_what_is_larger_than_it_may_be_is_begun_anew(site: ModelHub, tmp_path: Path) -> None:
    part(tmp_path).parent.mkdir()
    part(tmp_path).write_bytes(b"x" * (len(WANTED["model.bin"]) + 1))

    assert compare_sums(await brought(site, tmp_path))


async def test_a_file_that_came_whole_is_only_looked_at(site: ModelHub, tmp_path: Path) -> None:
    part(tmp_path).parent.mkdir()
    part(tmp_path).with_suffix("").write_bytes(WANTED["model.bin"])
    part(tmp_path, "config.json").write_bytes(WANTED["config.json"])
    await brought(site, tmp_path)

    names = {path.rsplit("/", 1)[-1] for path in site.asked if "/resolve/" in path}
    assert names == {"shared_vocabulary.json", "sentencepiece.bpe.model"}


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
async def test_a_wrong_sum_is_told_and_nothing_of_it_stays(
    site: ModelHub, tmp_path: Path, name: str
) -> None:
    site.wrong = {name}

    assert await refusal(site, tmp_path) == f"{name} is not what its checksum says"
    assert not part(tmp_path, name).exists()
    assert not part(tmp_path, name).with_suffix("").exists()


async def test_more_than_stated_is_not_taken(site: ModelHub, tmp_path: Path) -> None:
    site.longer = True

    assert await refusal(site, tmp_path) == "it sends more than it stated"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "it has no such model, or shows it to its members only"),
        (403, "it shows this model to its members only"),
        (404, "it has no such model or file"),
        (418, "it answered “418”"),
    ],
)
@pytest.mark.parametrize("before", [0, 1, 2])
async def test_a_refusal_is_told_at_once(
    site: ModelHub, tmp_path: Path, status: int, reason: str, before: int
) -> None:
    site.refusals = [200] * before + [status]

    assert await refusal(site, tmp_path) == reason
    assert site.refusals == []


@pytest.mark.parametrize(
    ("status", "reason"), [(429, "it asks for a pause"), (503, "it answered “503”")]
)
async def test_passing_trouble_is_waited_for_but_not_for_ever(
    site: ModelHub, tmp_path: Path, status: int, reason: str
) -> None:
    site.refusals = [status] * ATTEMPTS
    assert await refusal(site, tmp_path) == reason
    site.refusals = [status] * (ATTEMPTS - 1)

    assert compare_sums(await brought(site, tmp_path))


async def test_a_hub_that_does_not_answer_is_told(site: ModelHub, tmp_path: Path) -> None:
    site.url = f"http://127.0.0.1:{free_port()}"

    assert (await refusal(site, tmp_path)).startswith("it does not answer")


async def test_a_silent_hub_is_told(
    site: ModelHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "READ_TIMEOUT_S", 0.05)
    monkeypatch.setattr(download, "ATTEMPTS", 2)
    site.slow_s = 0.3

    assert await refusal(site, tmp_path) == "it took too long to answer"


async def test_a_slow_hub_is_waited_for(
    site: ModelHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "READ_TIMEOUT_S", 0.5)
    site.slow_s = 0.001

    assert compare_sums(await brought(site, tmp_path))


async def test_circling_redirects_are_told(site: ModelHub, tmp_path: Path) -> None:
    site.circling = True

    assert await refusal(site, tmp_path) == "it keeps sending me from place to place"


ODD = {"rfilename": "config.json", "size": 1, "blobId": "a" * 40}


@pytest.mark.parametrize(
    "listing",
    [
        [],
        "model",
        {},
        {"sha": COMMIT, "siblings": []},
        {"sha": COMMIT, "siblings": [7]},
        {"sha": "../../etc", "siblings": [ODD | {"rfilename": name} for name in WANTED]},
        {"sha": COMMIT, "siblings": [ODD | {"rfilename": name, "size": -1} for name in WANTED]},
        {"sha": COMMIT, "siblings": [ODD | {"rfilename": name, "size": "1"} for name in WANTED]},
        {"sha": COMMIT, "siblings": [ODD | {"rfilename": name, "blobId": 5} for name in WANTED]},
        {"sha": COMMIT, "siblings": [ODD | {"rfilename": name, "lfs": {}} for name in WANTED]},
    ],
)
async def test_an_odd_listing_is_told(site: ModelHub, tmp_path: Path, listing: object) -> None:
    site.listing = listing

    assert await refusal(site, tmp_path) == f"its list of {REPOSITORY} is odd"


async def test_an_endless_listing_is_cut(
    site: ModelHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "MAX_LISTING_BYTES", 100)

    assert await refusal(site, tmp_path) == "it sends more than it stated"


async def test_a_model_of_another_size_is_not_taken(site: ModelHub, tmp_path: Path) -> None:
    many = [ODD | {"rfilename": name, "size": 2_000_000_000} for name in WANTED]
    site.listing = {"sha": COMMIT, "siblings": many}

    assert await refusal(site, tmp_path) == "the model is of 8.0 GB there, not of 0.6"


async def test_a_full_disk_is_seen_before(
    site: ModelHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=int(TOTAL * 1.05)))

    assert await refusal(site, tmp_path) == "0.0 GB of free space are needed, 0.0 GB are left"
    assert not any("/resolve/" in path for path in site.asked)


async def test_a_disk_that_refuses_is_told(
    site: ModelHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(download, "_append", full)

    assert await refusal(site, tmp_path) == "the disk refused (No space left on device)"


async def test_a_folder_that_cannot_be_made_is_told(site: ModelHub, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataFolderNotWritableError) as caught:
        await brought(site, tmp_path / "file")

    assert caught.value.path == str(tmp_path / "file")


async def test_a_place_that_cannot_be_taken_is_told(
    site: ModelHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(DataFolderNotWritableError):
        await brought(site, tmp_path)


async def test_what_was_put_there_by_hand_is_left_alone(site: ModelHub, tmp_path: Path) -> None:
    (tmp_path / "nllb-600m").mkdir()
    with pytest.raises(BrokenModelError, match="by hand"):
        await brought(site, tmp_path)

    assert site.asked == []


async def test_what_nobody_offers_comes_with_the_command_to_make_it(
    site: ModelHub, tmp_path: Path
) -> None:
    with pytest.raises(BrokenModelError) as caught:
        await pull("tilmash", tmp_path / "my models", base_url=site.url, progress=Seen())

    assert caught.value.reason == (
        "nobody offers it converted; `pip install ctranslate2 'transformers[torch]'"
        " sentencepiece` and `ct2-transformers-converter --model issai/tilmash"
        " --quantization int8 --copy_files sentencepiece.bpe.model"
        f" --output_dir '{tmp_path / 'my models' / 'tilmash'}'` make it"
    )
    assert site.asked == []


async def test_an_unknown_name_asks_nobody(site: ModelHub, tmp_path: Path) -> None:
    with pytest.raises(UnknownModelError):
        await pull("gpt", tmp_path, base_url=site.url, progress=Seen())

    assert site.asked == []
