import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.check.negation import can_deny, differ, signs


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He did not come.", EN),
        ("He didn’t come.", EN),
        ("I have never been there.", EN),
        ("Nobody knows.", EN),
        ("Он не пришёл.", RU),
        ("У меня нет времени.", RU),
        ("Здесь нельзя курить.", RU),
        ("Никто.", RU),
        ("Ол келмеді.", KK),
        ("Мен бармаймын.", KK),
        ("Бұл рас емес.", KK),
        ("Уақытым жоқ.", KK),
        ("Ешкім.", KK),
        ("Олар көнбеді.", KK),
        ("Есік ашылмапты.", KK),
        ("Қол қоймаған құжат.", KK),
        ("Ол демейді.", KK),
        ("Болмайды.", KK),
        ("Олар шешім қабылдамайтынын айтты.", KK),
        ("Жоқ, ол келмеді.", KK),
    ],
)
def test_a_denial_is_firm(text: str, language: LanguageCode) -> None:
    assert signs(text, language).firm == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He came.", EN),
        ("It is a notable book.", EN),
        ("Нет, он пришёл.", RU),
        ("Он чуть не упал.", RU),
        ("Необходимо время.", RU),
        ("Никто из них знает об этом.", RU),
        ("Бағдарлама бекітілді.", KK),
        ("Басқармасы мен баспасы бар.", KK),
        ("Алматы қаласының аумағына кірді.", KK),
        ("Ол кітап табады.", KK),
        ("Маған алма керек.", KK),
        ("Кеше Сейсенбай келді.", KK),
        ("Жоғары білім маңызды.", KK),
        ("Жоқ, ол келді.", KK),
        ("Немесе бірге барайық.", KK),
        ("Соған қарамастан келді.", KK),
        ("Тамады.", KK),
    ],
)
def test_what_looks_like_a_denial_is_none(text: str, language: LanguageCode) -> None:
    assert signs(text, language).firm == 0


@pytest.mark.parametrize(
    ("first", "source", "second", "target"),
    [
        ("He failed to come.", EN, "Он не пришёл.", RU),
        ("Қорықпа!", KK, "Не бойся!", RU),
        ("Дос болмаса, өмір қиын.", KK, "Без друга жизнь трудна.", RU),
        ("Сусыз өмір жоқ.", KK, "Без воды нет жизни.", RU),
        ("Ұшу тоқтаусыз өтті.", KK, "Полёт прошёл без остановок.", RU),
        ("Ол келген жоқ.", KK, "He did not come.", EN),
        ("It is impossible.", EN, "Бұл мүмкін емес.", KK),
    ],
)
def test_a_denial_may_take_another_form(
    first: str, source: LanguageCode, second: str, target: LanguageCode
) -> None:
    assert not differ(signs(first, source), signs(second, target))


@pytest.mark.parametrize(
    ("first", "source", "second", "target"),
    [
        ("He did not come.", EN, "Он пришёл.", RU),
        ("Ол келмеді.", KK, "Он пришёл.", RU),
        ("Ол келді.", KK, "He did not come.", EN),
        ("Он не пришёл и не позвонил.", RU, "Ол келмеді, бірақ телефон соқты.", KK),
        ("Сусыз өмір жоқ.", KK, "Без воды есть жизнь.", RU),
    ],
)
def test_a_denial_lost_or_added(
    first: str, source: LanguageCode, second: str, target: LanguageCode
) -> None:
    assert differ(signs(first, source), signs(second, target))


def test_in_a_long_text_only_firm_signs_count() -> None:
    long = "Он отказался " + "и потом " * 20 + "ушёл."

    assert signs("Он отказался.", RU).soft == 1
    assert signs(long, RU).soft == 0


def test_denials_are_known_in_three_languages() -> None:
    assert [can_deny(code) for code in (EN, RU, KK)] == [True] * 3
    assert not can_deny(LanguageCode("tr"))
    assert not can_deny(None)


@given(text=st.text(), language=st.sampled_from([EN, RU, KK]))
def test_any_text_denies_what_it_denies(text: str, language: LanguageCode) -> None:
    found = signs(text, language)

    assert not differ(found, found)
