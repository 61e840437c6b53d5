import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.groups import GroupMessage
from bot.digest.talk.quotes import MAX_QUOTE_CHARS, quotes_of
from bot.digest.talk.remarks import remarks_of


def quotes(*texts: str, worth: dict[str, float] | None = None, limit: int = 2) -> list[str]:
    remarks = remarks_of([GroupMessage(1, n, t, "Sam", 1, at=n) for n, t in enumerate(texts)])
    known = {term: 1.0 for each in remarks for term in each.terms}
    return [each.text for each in quotes_of(remarks, worth or known, {0: 1}, limit)]


def said_at(*rows: tuple[str, int], limit: int = 2) -> list[str]:
    messages = [
        GroupMessage(1, number, text, f"P{number}", number, at=at)
        for number, (text, at) in enumerate(rows)
    ]
    remarks = remarks_of(messages)
    worth = {term: 1.0 for each in remarks for term in each.terms}
    return [each.text for each in quotes_of(remarks, worth, {}, limit)]


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


def test_of_a_sentence_without_an_end_the_beginning_is_quoted_up_to_a_word() -> None:
    endless = "шатыр ағып тұр " * 300

    (quote,) = quotes(endless)
    assert MAX_QUOTE_CHARS - len("шатыр ") <= len(quote) <= MAX_QUOTE_CHARS
    assert endless.startswith(quote)
    assert quote.split()[-1] in {"шатыр", "ағып", "тұр"}


def test_a_word_longer_than_a_quote_is_cut() -> None:
    endless = "шатыр" * 80 + " ағып тұр деді"

    assert quotes(endless) == [endless[:MAX_QUOTE_CHARS]]


def test_a_message_at_the_edge_of_its_topic_is_not_preferred() -> None:
    days = ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі")
    roof = [
        (f"Шатыр ағып тұр, бригадир {day} 9:00-де көреді", n * 60) for n, day in enumerate(days)
    ]
    bus = ("Автобус ертең 8:30-да айналып жүреді деді", 9 * 3_600)

    assert said_at(*roof, bus, limit=1)[0].startswith("Шатыр")


def test_the_second_quote_is_of_the_same_matter() -> None:
    roof = ("Шатыр ағып тұр, бригадир 5-қабатты көрді", 0)
    bus = ("Автобус 12 ертең 8:30-да айналып жүреді деді", 20 * 3_600)
    estimate = ("Смета дайын, барлығы 1 680 000 теңге болады", 600)

    assert {text for text, _ in (roof, estimate)} == set(said_at(roof, estimate, bus))


def test_no_quote_is_asked_for() -> None:
    assert quotes(STATED, limit=0) == []


@given(st.lists(st.text(alphabet="аб қ.!?\n😀", max_size=700), max_size=4))
def test_quotes_are_short_exact_pieces(texts: list[str]) -> None:
    for quote in quotes(*texts):
        assert len(quote) <= MAX_QUOTE_CHARS
        assert quote == quote.strip() != ""
        assert any(quote in text for text in texts)


def test_a_list_without_an_end_is_no_sentence_to_quote() -> None:
    endless = "шатыр " * MAX_QUOTE_CHARS

    assert quotes(f"{endless}\n{STATED}", worth={"#жиналыс": 0.2, "#шатыр": 0.2}) == [STATED]
