import pytest

from bot.core.groups import GroupMessage
from bot.digest.talk.quotes import MAX_QUOTE_CHARS, quotes_of
from bot.digest.talk.remarks import remarks_of


def quotes(*texts: str, worth: dict[str, float] | None = None, limit: int = 2) -> list[str]:
    remarks = remarks_of([GroupMessage(1, n, t, "Sam", 1, at=n) for n, t in enumerate(texts)])
    known = {term: 1.0 for each in remarks for term in each.terms}
    return [each.text for each in quotes_of(remarks, worth or known, {0: 1}, limit)]


STATED = "Жиналыс жексенбі күні сағат 16:00-де екінші подъезде болады"


@pytest.mark.parametrize(
    "worse",
    [
        "Жиналыс қашан, қай подъезде болады екен айтыңызшы?",
        "Ол жиналыс екінші подъезде",
        "жиналыс подъезде болады хаха 😂",
    ],
)
def test_a_statement_with_a_time_is_preferred(worse: str) -> None:
    assert quotes(worse, STATED, limit=1) == [STATED]


def test_short_and_rude_messages_are_never_quoted() -> None:
    assert quotes("жиналыс подъезде", "ты идиот со своим собранием и подъездом") == []


def test_the_second_quote_does_not_say_the_same_again() -> None:
    other = "Шатырды жабуға 1 680 000 теңге керек деп бригадир есептеді"

    assert quotes(STATED, STATED + "!", other) == [other, STATED]


def test_a_much_weaker_message_is_no_second_quote() -> None:
    worth = {"#жиналыс": 1.0, "#подъезд": 1.0}

    assert quotes(STATED, "мен ондайды бұрын соңды көрген емеспін", worth=worth) == [STATED]


def test_of_a_long_message_the_sentence_that_tells_most_is_quoted() -> None:
    long = f"  {'Сөз көп айтылды ғой. ' * 20}{STATED}. Рахмет. "

    assert quotes(long) == [STATED + "."]


def test_a_list_without_an_end_is_no_sentence_to_quote() -> None:
    endless = "шатыр " * MAX_QUOTE_CHARS

    assert quotes(f"{endless}\n{STATED}", worth={"#жиналыс": 0.2, "#шатыр": 0.2}) == [STATED]
