from dataclasses import fields, replace

import pytest

from bot.core.mydata_ports import Held, Part, Stays
from bot.i18n import mydata
from bot.i18n.catalogs import ENGLISH

ALL = Held(
    has_settings=True, has_plan=True, summaries=11, terms=12, sources=13, messages=14, waiting=15
)


def test_privacy_has_a_line_for_each_part_and_says_who_sees_it() -> None:
    lines = mydata.privacy(ENGLISH, days=30, engines=("Google", "MyMemory"), owner="@aliya")

    assert len({what for what, _ in lines}) == len(Part) + 2
    who = (
        "The owner of this bot: @aliya. To be translated, sentences are sent to: Google, MyMemory."
        " Nothing else is sent to other companies."
    )
    assert lines[-1] == ("Who sees it", who)


def test_privacy_says_that_nothing_is_sent_away_where_nothing_is() -> None:
    *_, (_, who) = mydata.privacy(ENGLISH, days=30, engines=(), owner=None)

    assert who == "The owner of this bot. Nothing is sent to other companies."


@pytest.mark.parametrize(
    ("part", "days"),
    [
        (Part.ANSWERS, "Days at most: 12 "),
        (Part.DIGEST, "days: 7 "),
        (Part.GROUP_MESSAGES, "Days: 7 "),
        (Part.QUEUE, "days: 7 "),
        (Part.VISITS, "last: 365 "),
    ],
)
def test_days_are_those_that_the_code_keeps(part: Part, days: str) -> None:
    assert days in mydata.how_long(ENGLISH, part, days=12)


@pytest.mark.parametrize("part", Part)
def test_no_place_for_a_number_is_left_empty(part: Part) -> None:
    said = mydata.what(ENGLISH, part) + mydata.how_long(ENGLISH, part, days=12)

    assert "{" not in said


def test_the_question_names_and_counts_all_that_goes() -> None:
    lines = mydata.question(ENGLISH, ALL, is_group=False).split("\n")

    assert lines[0] == "This will be deleted:"
    assert len(lines) == 1 + len(fields(Held)) + 1
    assert [line[-2:] for line in lines[4:]] == ["11", "12", "13", "14", "15"]
    assert "– messages of yours kept in groups: 14" in lines


def test_of_a_group_there_are_its_own_messages_and_no_visits() -> None:
    said = mydata.question(ENGLISH, replace(ALL, waiting=0), is_group=True)

    assert said.startswith("This will be deleted, for the whole group:\n")
    assert "– messages kept for the digest: 14" in said
    assert "first and last" not in said
    assert "waits" not in said


def test_where_nothing_is_kept_the_question_says_so() -> None:
    said = mydata.question(ENGLISH, Held(), is_group=True)

    assert said.endswith("– nothing: I keep nothing here")


def test_what_stays_is_told_with_its_reason() -> None:
    little = mydata.stays(ENGLISH, Stays()).split("\n")
    much = mydata.stays(ENGLISH, Stays(wishes=True, access=True)).split("\n")

    assert (little[0], len(little), len(much)) == ("Not deleted:", 3, 5)
    assert set(little) < set(much)
    assert "– what the owner decided about you, so that it holds" in much


def test_a_question_that_is_too_old_says_how_long_it_holds() -> None:
    assert "more than 10 min ago" in mydata.too_late(ENGLISH)


def test_words_of_buttons_and_ends_are_all_different() -> None:
    said = [
        one(ENGLISH)
        for one in (
            mydata.privacy_title, mydata.export_button, mydata.delete_button, mydata.ask,
            mydata.yes_button, mydata.no_button, mydata.kept, mydata.forgotten,
            mydata.group_forgotten, mydata.export_caption, mydata.export_in_private,
        )
    ]  # fmt: skip

    assert len(set(said)) == len(said)
