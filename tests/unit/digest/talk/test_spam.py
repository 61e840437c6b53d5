import pytest

from bot.core.groups import GroupMessage
from bot.digest.talk.spam import points, spam_of
from bot.digest.talk.vocabulary import words_of


def spam(*rows: tuple[str, str]) -> list[int]:
    messages = [
        GroupMessage(1, number, text, author, hash(author) % 1000, at=number)
        for number, (author, text) in enumerate(rows, 1)
    ]
    return sorted(spam_of(messages, {each.message_id: words_of(each.text) for each in messages}))


@pytest.mark.parametrize(
    "text",
    [
        "Заработок без вложений от 50 000 тенге в день! Пишите @legkie_dengi",
        "🔥🔥 Бонус 100% на депозит в казино → example.org/slots",
        "Earn $500 a day with crypto signals, join https://t.me/fast_profit",
        "Үйде отырып табыс табыңыз, күніне 30 000 тг, жеке жазыңыз @tabys_kz",
        "Зapaбoтoк дoмa, пиши @kazino_bonus",
    ],
)
def test_what_a_newcomer_advertises_is_spam(text: str) -> None:
    assert spam(("new", text)) == [1]


@pytest.mark.parametrize(
    "text",
    [
        "Продам коляску за 25 000 тенге, звоните",
        "Ертең сағат 19:00-де жиналыс, бәріңіз келіңіздер",
        "смотрите что пишут: https://example.kz/a",
        "СРОЧНО ЗАКРОЙТЕ КРАН В ПОДВАЛЕ, ТЕЧЕТ",
        "",
    ],
)
def test_what_neighbours_write_is_not(text: str) -> None:
    assert spam(("new", text)) == []


def test_one_who_talks_may_speak_of_money() -> None:
    talk = [("Sam", "hello there"), ("Sam", "how are you all today")]

    assert spam(*talk, ("Sam", "they offer a bonus, see https://example.kz")) == []


def test_the_same_text_from_a_newcomer_is_spam_the_third_time() -> None:
    text = "приходите все на нашу ярмарку мёда в субботу у моста"

    assert spam(("new", text), ("new", text + "!")) == []
    assert spam(*[(name, f"{name} {text}") for name in ("1", "2", "3")]) == [1, 2, 3]


def test_a_text_with_little_of_an_advertisement_has_few_points() -> None:
    assert points("hello", ("hello",)) == 0
    assert points("a b", ("a", "b"), links=2) == 1.0
