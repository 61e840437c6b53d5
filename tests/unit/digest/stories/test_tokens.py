from bot.core.models import LanguageCode
from bot.digest.stories.tokens import Token, text_tokens, title_tokens

RU, EN, TR, UZ = (LanguageCode(code) for code in ("ru", "en", "tr", "uz"))


def keys_of(text: str, language: LanguageCode) -> list[str]:
    return [key for _, token in text_tokens(text, language) for key in token.keys]


def test_a_subject_is_a_word_of_all_languages() -> None:
    assert title_tokens("суды", RU) == [Token(("=court",), is_name=False)]


def test_a_short_common_word_stays_in_its_language() -> None:
    assert keys_of("сидят", RU) == ["ru:sid", "^ru:sid"]


def test_a_long_common_word_may_be_a_loan() -> None:
    assert keys_of("синхрофазотрон", RU)[0] == "sngrfstrn"


def test_a_name_is_known_by_its_capital_within_a_sentence() -> None:
    tokens = [token for _, token in text_tokens("Ночью Ермеков уснул.", RU)]

    assert [token.is_name for token in tokens] == [False, True, False]
    assert tokens[1].keys == ("armkv", "^armk", "^ru:armk")


def test_a_capital_at_the_head_of_a_sentence_may_be_a_name_or_not() -> None:
    assert keys_of("Ермеков уснул.", RU)[:4] == ["armkv", "^armk", "ru:armkv", "^ru:armk"]


def test_cases_of_a_surname_are_cut_but_not_its_ending() -> None:
    found = {keys_of(f"вчера {name}", RU)[-3] for name in ("Токаев", "Токаеву", "Токаевым")}

    assert found == {"tkv"}


def test_words_of_a_headline_in_capitals_are_no_names() -> None:
    tokens = title_tokens("Many Purple Gadgets Vanish", EN)

    assert not any(token.is_name for token in tokens)


def test_an_acronym_is_a_name_even_if_it_is_spelled_like_a_function_word() -> None:
    assert [token.is_name for token in title_tokens("it is about IT gadgets", EN)] == [True, False]


def test_initials_are_one_word_and_end_no_sentence() -> None:
    places = [(start, token.keys[0]) for start, token in text_tokens("N.T.R. moved", EN)]

    assert places[0] == (0, "ntr")
    assert {start for start, _ in places} == {0}


def test_background_is_left_out() -> None:
    text = "Сгорел сарай. Напомним, сгорел гараж. Как сообщал суд, сгорел дом."

    assert keys_of(text, RU) == keys_of("Сгорел сарай.", RU)


def test_endings_after_an_apostrophe_are_cut_but_uzbek_has_it_in_letters() -> None:
    assert keys_of("dün Zorlu'nun", TR)[-3] == keys_of("dün Zorlu", TR)[-3]
    assert keys_of("o'lim", UZ) == ["=dead"]


def test_numbers_and_single_letters_are_no_words() -> None:
    assert keys_of("12 т 15км", RU) == []


def test_other_alphabets_stay_as_they_are() -> None:
    assert keys_of("東京", EN) == ["en:東京", "^en:東京"]
