import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "К@зино нового уровня, бонус каждому 👉 @lucky_room",
        "3аработок от 20 000 в день, пишите в лс",
        "Деньги в долг без отказа, с плохой кредитной историей, по всем городам +7 700 000 00 00",
        "Жедел несие! Кепілсіз, 15 минутта, барлығына. WhatsApp 87000000000",
        "Требуются упаковщики, оплата ежедневно, без опыта, пишите в личку",
        "Қосымша табыс, үйден шықпай, күніне 15 000 теңге, жеке жазыңыз",
        "Потомственная таролог: гадание, приворот, верну любимого. Пишите @tarot_room",
        "Бал ашамын, дуа қайтарамын, көріпкел апа. Хабарласыңыз: +7 700 000 00 00",
        "You have won a prize! Claim your reward: https://example.org/claim",
        "Hiring packers, no experience, paid daily, $80 a day, text me @packers_hr",
        "zarabotok kazino bonus 100% @easy_win",
        "Розыгрыш! Подпишись на канал и забери приз 🎁 t.me/prize_room",
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
        "Кто хочет подработать, снег во дворе убрать, 5 000 тг, пишите в лс",
        "Отдам диван бесплатно, самовывоз, +7 700 000 00 00",
        "Сатам: балалар арбасы, 15 000 теңге!! Хабарласыңыз 87000000000",
        "Где сейчас дают кредит без отказа с плохой кредитной историей?",
        "Пәтер жалға беремін, айына 150 000 теңге, жеке жазыңыз",
        "Слесарь бүгін келеді, нөмірі +7 700 000 00 00",
        "Айдар WhatsAppқа жазды, CRMді 3айда бітірем дейді",
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


def test_short_copies_are_those_of_the_same_words() -> None:
    text = "жду всех на моей странице"

    assert spam(*[(name, text) for name in "123"]) == [1, 2, 3]
    assert spam(("1", text), ("2", text), ("3", "жду всех на нашей странице")) == []


@given(st.text(max_size=300))
def test_points_are_finite(text: str) -> None:
    assert -1 <= points(text, words_of(text)) < 20


def test_a_text_with_little_of_an_advertisement_has_few_points() -> None:
    assert points("hello", ("hello",)) == 0
    assert points("a b", ("a", "b"), links=2) == 1.0
