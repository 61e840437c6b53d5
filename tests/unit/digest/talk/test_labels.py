from collections import Counter

from bot.core.groups import GroupMessage
from bot.digest.talk.labels import Spellings, label_of
from bot.digest.talk.remarks import counted, remarks_of


def label(*texts: str, elsewhere: dict[str, int] | None = None) -> tuple[str, ...]:
    messages = [GroupMessage(1, n, t, "Sam", 1, at=n, links=()) for n, t in enumerate(texts)]
    remarks = remarks_of(messages)
    topics_with = Counter(counted(remarks).keys()) + Counter(elsewhere or {})
    return label_of(remarks, topics_with, 5)


def test_the_word_is_shown_as_it_is_written_most_often() -> None:
    assert label("Шлагбаум қоямыз", "шлагбаум керек пе", "шлагбаумға ақша")[0] == "шлагбаум"


def test_a_name_keeps_its_capital() -> None:
    assert "Рекс" in label("Рекс қашып кетті", "Рекс табылды ма")


def test_words_that_other_topics_have_come_last() -> None:
    texts = ("смета на шатыр", "смета и шатыр")

    assert label(*texts, elsewhere={"смета": 4}) == ("шатыр", "смета")


def test_rare_words_stand_in_where_none_is_repeated() -> None:
    assert len(label("динамо втулка манжета калипер")) == 2


def test_links_and_numbers_are_no_label() -> None:
    assert label("417 417", "417 417") == ()


def test_verbs_come_after_nouns() -> None:
    assert label("репостнула манжета", "репостнула манжета") == ("манжета", "репостнула")


def test_a_link_is_not_spelt() -> None:
    assert Spellings([], frozenset()).shown("example.kz") is None


def test_short_words_are_shown_only_if_they_are_known() -> None:
    assert label("ит жоғалды", "ит табылды ма") == ("ит", "жоғалды")
