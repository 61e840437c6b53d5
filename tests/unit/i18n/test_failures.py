"""What is done about a failure depends on where one is; what people are told fits there."""

import pytest

from bot.core import errors
from bot.core.errors import QysqaError
from bot.core.languages import EN
from bot.i18n.catalogs import Catalog, load_catalogs, locales_folder
from bot.i18n.failures import Where, failure, next_step, reason
from tests.leaves import leaves
from tests.unit.core.test_errors import raised

CATALOGS = load_catalogs(locales_folder())
EACH = pytest.mark.parametrize("t", CATALOGS.values(), ids=list(CATALOGS))
ENGLISH = CATALOGS[EN]
SITE = "egemen.kz"
MAX_TOAST_CHARS = 200  # Bot API, answerCallbackQuery
MAX_MESSAGE_CHARS = 4_096  # Bot API, sendMessage

AT_BUTTONS = (
    errors.AnswerExpiredError(),
    errors.AdminsOnlyError(),
    errors.DatabaseBusyError("/data/qysqa.db"),
    errors.DeadlineError(45),
    errors.WorkerDiedError(),
    errors.TelegramUnreachableError(),
    errors.TooManyRequestsError(SITE, 429, 90),
)


CHATS = (Where.PRIVATE, Where.GROUP, Where.ELSEWHERE)


def told(error: QysqaError) -> list[str]:
    return [failure(ENGLISH, error, where) for where in CHATS]


def test_the_page_has_no_commands_and_no_posts_to_forward() -> None:
    short, list_, post, page, table = (
        failure(ENGLISH, error, Where.PAGE)
        for error in (
            errors.TextTooShortError(2),
            errors.NotProseError(),
            errors.PrivatePostError("t.me"),
            errors.TextTooShortError(2, SITE),
            errors.FileNotSupportedError("a.xlsx"),
        )
    )

    assert short == "This text is already short (sentences: 2)."
    assert list_.endswith("or a text without full stops.")
    assert post.endswith("is closed. Paste the text here and I'll shorten that.")
    assert page.endswith("(sentences: 2). Paste the text here and I'll shorten that.")
    assert table.endswith("or paste the text here.")


@pytest.mark.parametrize("leaf", leaves(errors.StoreError), ids=lambda leaf: leaf.__name__)
@EACH
def test_files_and_servers_are_not_told_of_in_chats(
    leaf: type[errors.StoreError], t: Catalog
) -> None:
    said = failure(t, leaf("/data/qysqa.db"))

    assert "/data" not in said
    assert said.endswith(next_step(t, leaf("/data/qysqa.db")))
    assert "/data/qysqa.db" in reason(t, leaf("/data/qysqa.db"))


def test_the_text_is_asked_for_where_it_can_be_given() -> None:
    said = "I couldn't open egemen.kz: it answered “403”."
    assert told(errors.AccessDeniedError(SITE, 403)) == [
        f"{said} Paste the text here and I'll shorten that.",
        f"{said} Post the text here and reply to it with /sum.",
        f"{said} Send me the text in private and I'll shorten that.",
    ]


def test_a_link_is_checked_and_a_site_is_tried_later_everywhere() -> None:
    assert [one.partition(". ")[2] for one in told(errors.SoftNotFoundError(SITE))] == [
        "Check the link, or paste the text here and I'll shorten that.",
        "Check the link, or post the text here and reply to it with /sum.",
        "Check the link, or send me the text in private.",
    ]
    assert [one.partition(". ")[2] for one in told(errors.EmptyPageError(SITE))] == [
        "Try again later, or paste the text here and I'll shorten that.",
        "Try again later, or post the text here and reply to it with /sum.",
        "Try again later, or send me the text in private.",
    ]


def test_a_text_is_pasted_in_private_alone() -> None:
    private, group, elsewhere = told(errors.FileNotSupportedError("a.xlsx"))

    assert private.endswith(".fb2, or paste the text here.")
    assert group == elsewhere
    assert group.endswith(".epub or .fb2.")


@pytest.mark.parametrize(
    ("seconds", "pause"),
    [(0, ""), (1, " of 1 min"), (60, " of 1 min"), (61, " of 2 min"), (86_400, " of 1440 min")],
)
def test_a_pause_is_told_in_whole_minutes(seconds: float, pause: str) -> None:
    said = reason(ENGLISH, errors.TooManyRequestsError(SITE, 429, seconds))

    assert said == f"egemen.kz asks for a pause{pause}: it answered “429”."


def test_a_pause_of_more_than_a_day_is_no_answer_to_when() -> None:
    said = reason(ENGLISH, errors.TooManyRequestsError(SITE, 429, 86_401))

    assert said == "egemen.kz asks for a pause: it answered “429”."


def test_a_short_text_is_translated_and_a_short_page_is_not() -> None:
    text, page = (
        failure(ENGLISH, error)
        for error in (errors.TextTooShortError(2), errors.TextTooShortError(2, SITE))
    )

    assert text == (
        "This text is already short (sentences: 2). To translate it, reply to it with /tr."
    )
    assert page == (
        "This page of egemen.kz has hardly any text (sentences: 2)."
        " Paste the text here and I'll shorten that."
    )


@EACH
def test_what_buttons_say_fits_over_the_chat(t: Catalog) -> None:
    said = [failure(t, error, where) for error in AT_BUTTONS for where in Where]

    assert max(map(len, said)) <= MAX_TOAST_CHARS


@pytest.mark.parametrize("leaf", leaves(), ids=lambda leaf: leaf.__name__)
@EACH
def test_a_failure_is_one_line_of_one_message_everywhere(
    leaf: type[QysqaError], t: Catalog
) -> None:
    said = [failure(t, raised(leaf), where) for where in Where]

    assert all(len(one) < MAX_MESSAGE_CHARS and one.endswith(".") for one in said)
    assert not any("\n" in one or "  " in one or "Error" in one for one in said)
