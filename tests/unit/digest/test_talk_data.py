"""The labelled logs of groups (tests/data/talk/README.md) keep to their own rules."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[2] / "data" / "talk"
LOGS = sorted(DATA.glob("*.jsonl"))
ASIDES = {"spam", "greeting", "bot", "side"}
ROLES = {"carries", "on", "filler"}
FIELDS = {
    "message_id": int,
    "at": int,
    "author": str,
    "author_id": int,
    "text": str,
    "reply_to": int | None,
    "thread_id": int | None,
    "gold": str,
    "role": str,
}
KAZAKH_ONLY = set("әғқңөұүһі")
KAZAKH_SHARE = {
    "dev_house": 0.6,
    "dev_school": 0.3,
    "dev_market": 0.4,
    "dev_relatives": 0.8,
    "test_aul": 0.35,
    "test_club": 0.45,
    "test_work": 0.35,
    "test_forum": 0.4,
}
"""At least so many of the messages are written with letters that only Kazakh has."""
BURSTS = ["dev_market", "dev_relatives", "dev_gardeners", "test_club", "test_volunteers"]
"""The later logs, where a matter mostly comes in one piece before the group moves on."""
NO_KAZAKH = ["dev_velo", "dev_expats", "dev_gardeners", "test_street", "test_volunteers"]
KAZAKHSTAN = timezone(timedelta(hours=5))

Row = dict[str, Any]


@pytest.fixture(params=LOGS, ids=[log.stem for log in LOGS])
def log(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def rows(log: Path) -> list[Row]:
    return read(log)


def read(log: Path) -> list[Row]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def on_topics(rows: list[Row]) -> Iterator[Row]:
    return (row for row in rows if row["gold"] not in ASIDES)


def turns(rows: list[Row]) -> int:
    """How many times the talk goes over from one topic to another."""
    golds = [row["gold"] for row in on_topics(rows)]
    return sum(one != other for one, other in pairwise(golds))


def kazakh_share(rows: list[Row]) -> float:
    return sum(not KAZAKH_ONLY.isdisjoint(row["text"].lower()) for row in rows) / len(rows)


def test_there_are_logs_of_both_halves() -> None:
    assert Counter(log.stem.split("_")[0] for log in LOGS) == {"dev": 7, "test": 6}


def test_halves_share_no_people() -> None:
    people = {
        half: {row["author_id"] for log in DATA.glob(f"{half}_*") for row in read(log)}
        for half in ("dev", "test")
    }
    assert people["dev"].isdisjoint(people["test"])


def test_every_log_is_described() -> None:
    described = (DATA / "README.md").read_text(encoding="utf-8")
    assert [log.stem for log in LOGS if f"`{log.stem}`" not in described] == []


def test_fields_are_as_described(rows: list[Row]) -> None:
    for row in rows:
        assert set(row) - {"is_bot"} == set(FIELDS)
        for name, kind in FIELDS.items():
            assert isinstance(row[name], kind)
        assert row["text"].strip() == row["text"] != ""


def test_letters_are_not_escaped(log: Path) -> None:
    assert "\\u" not in log.read_text(encoding="utf-8")


def test_numbers_are_counted_from_one(rows: list[Row]) -> None:
    assert [row["message_id"] for row in rows] == list(range(1, len(rows) + 1))


def test_times_rise_through_one_day_of_november(rows: list[Row]) -> None:
    times = [row["at"] for row in rows]
    assert all(before < after for before, after in pairwise(times))
    days = {datetime.fromtimestamp(at, UTC).astimezone(KAZAKHSTAN).date() for at in times}
    assert len(days) == 1
    assert (days.pop().replace(day=1)).isoformat() == "2026-11-01"


def test_replies_answer_an_earlier_message_of_the_thread(rows: list[Row]) -> None:
    threads = {row["message_id"]: row["thread_id"] for row in rows}
    for row in rows:
        if row["reply_to"] is not None:
            assert 1 <= row["reply_to"] < row["message_id"]
            assert threads[row["reply_to"]] == row["thread_id"]


def test_an_account_has_one_name(rows: list[Row]) -> None:
    names = {(row["author_id"], row["author"]) for row in rows}
    assert (
        len(names) == len({row["author_id"] for row in rows}) == len({name for _, name in names})
    )


def test_logs_are_of_the_promised_size(rows: list[Row]) -> None:
    assert 155 <= len(rows) <= 200
    assert len({row["author_id"] for row in rows}) >= 12


def test_roles_are_known_and_asides_carry_nothing(rows: list[Row]) -> None:
    assert {row["role"] for row in rows} == ROLES
    assert {row["role"] for row in rows if row["gold"] in ASIDES} == {"filler"}


def test_bots_are_marked(rows: list[Row]) -> None:
    marked = [row for row in rows if row.get("is_bot")]
    assert {row["gold"] for row in marked} == {"bot"}
    assert all(row["is_bot"] is True for row in rows if "is_bot" in row)
    assert {row["author"].lower()[-3:] for row in marked} == {"bot"}


def test_topics_are_many_and_of_different_sizes(rows: list[Row]) -> None:
    sizes = Counter(row["gold"] for row in on_topics(rows))
    assert 5 <= len(sizes) <= 10
    assert min(sizes.values()) >= 3
    assert 24 <= max(sizes.values()) <= 46
    assert max(sizes.values()) >= 2 * min(sizes.values())


def test_a_topic_has_something_to_quote(rows: list[Row]) -> None:
    carried = {row["gold"] for row in rows if row["role"] == "carries"}
    assert carried == {row["gold"] for row in on_topics(rows)}


def test_a_topic_stays_inside_its_thread(rows: list[Row]) -> None:
    topics = {(row["gold"], row["thread_id"]) for row in on_topics(rows)}
    assert len(topics) == len({gold for gold, _ in topics})


def test_some_of_the_messages_on_topics_are_replies(rows: list[Row]) -> None:
    replies = [row["reply_to"] is not None for row in on_topics(rows)]
    assert 0.3 <= sum(replies) / len(replies) <= 0.5


def test_topics_interleave(rows: list[Row]) -> None:
    assert turns(rows) >= 5 * len({row["gold"] for row in on_topics(rows)})


@pytest.mark.parametrize("name", BURSTS)
def test_later_logs_change_their_matter_seldom(name: str) -> None:
    assert 25 <= turns(read(DATA / f"{name}.jsonl")) <= 45


def test_asides_are_of_the_promised_size(rows: list[Row]) -> None:
    sizes = Counter(row["gold"] for row in rows)
    assert 4 <= sizes["spam"] <= 10
    assert 5 <= sizes["greeting"] <= 12
    assert sizes["bot"] >= 4
    assert 0.08 <= sizes["side"] / len(rows) <= 0.15


@pytest.mark.parametrize(("name", "share"), KAZAKH_SHARE.items())
def test_kazakh_is_written_with_its_letters(name: str, share: float) -> None:
    assert kazakh_share(read(DATA / f"{name}.jsonl")) >= share


@pytest.mark.parametrize("name", NO_KAZAKH)
def test_logs_in_other_languages_have_no_kazakh_letters(name: str) -> None:
    assert kazakh_share(read(DATA / f"{name}.jsonl")) == 0


@pytest.mark.parametrize("author", ["Qairat 95", "wind of steppe", "saule.t"])
def test_some_of_the_village_type_in_latin(author: str) -> None:
    texts = texts_of(author)
    assert len(texts) >= 5
    assert not any("а" <= letter <= "я" for text in texts for letter in text.lower())


@pytest.mark.parametrize("author", ["Gulsim", "Нұрлан"])
def test_some_of_the_village_type_without_kazakh_letters(author: str) -> None:
    texts = texts_of(author)
    assert len(texts) >= 8
    assert all(KAZAKH_ONLY.isdisjoint(text.lower()) for text in texts)


def texts_of(author: str) -> list[str]:
    rows = read(DATA / "test_aul.jsonl")
    return [row["text"] for row in rows if row["author"] == author and row["gold"] != "bot"]


def test_the_forum_has_three_topics_and_general() -> None:
    threads = {row["thread_id"] for row in read(DATA / "test_forum.jsonl")}
    assert None in threads
    assert len(threads) == 4


def test_other_logs_have_no_forum_topics() -> None:
    others = [log for log in LOGS if log.stem != "test_forum"]
    assert {row["thread_id"] for log in others for row in read(log)} == {None}
