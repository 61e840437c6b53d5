from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.core.groups import GroupMessage
from bot.digest.talk.labels import MAX_LABEL, Spellings, label_of
from bot.digest.talk.remarks import counted, remarks_of

PEOPLE = ("Sam", "Ann", "Bob")


def label(
    *texts: str, elsewhere: dict[str, int] | None = None, people: tuple[str, ...] = PEOPLE
) -> tuple[str, ...]:
    messages = [
        GroupMessage(1, n, text, name := people[n % len(people)], len(name) + ord(name[0]), at=n)
        for n, text in enumerate(texts)
    ]
    remarks = remarks_of(messages)
    topics_with = Counter(counted(remarks).keys()) + Counter(elsewhere or {})
    return label_of(remarks, topics_with, 5)


def test_the_form_without_endings_is_shown_even_if_another_is_more_frequent() -> None:
    texts = ("шлагбаумды ашыңыз", "шлагбаумға ақша", "шлагбаумды қосты", "шлагбаум тұр")

    assert label(*texts)[0] == "шлагбаум"


def test_no_form_is_shown_that_nobody_wrote() -> None:
    assert label("шлагбаумды қосты", "шлагбаумды бұзды")[0] == "шлагбаумды"


def test_of_talk_about_water_in_kazakh() -> None:
    texts = (
        "Көшеміздегі су 10-нан бері жоқ",
        "Құбыр жарылып кетіпті, Абай көшесіндегі",
        "Су қашан болады? құбырды жөндеп жатыр ма",
        "10-нан кейін береді деді, құбыр ескі",
    )

    assert label(*texts) == ("құбыр", "су")


def test_of_talk_about_a_roof_in_russian() -> None:
    texts = (
        "Опять крыша протекает над пятым этажом",
        "крышу обещали летом, смета была",
        "Смету нам так и не показали",
        "по смете крыша стоит два миллиона",
    )

    assert set(label(*texts)) == {"крыша", "смета"}


def test_of_talk_about_a_race_in_english() -> None:
    texts = (
        "the marathon moved to Sunday, who is running",
        "I don't think the marathon is cancelled",
        "did you get your bib? bibs are handed out on Friday",
        "my bib is 1204, we're running together",
    )

    assert set(label(*texts)[:2]) == {"marathon", "bib"}


def test_of_talk_in_two_languages() -> None:
    texts = (
        "Экскурсия қай күні, музейге билет алдыңдар ма",
        "билеты на экскурсию уже у меня",
        "балаларға экскурсия ұнайды, билет арзан",
    )

    assert set(label(*texts)[:2]) == {"экскурсия", "билет"}


def test_a_name_keeps_its_capital() -> None:
    assert "Рекс" in label("Рекс қашып кетті", "Рекс табылды ма")
    assert "Рекс" in label("кеше Рекс қашып кетті", "рекс табылды ма", "ана Рекс қайда")


def test_a_capital_at_the_beginning_makes_no_name() -> None:
    assert label("Шатыр ағып тұр", "Смета қайда") == ("шатыр", "смета")


def test_abbreviations_keep_their_capitals_and_shouting_does_not() -> None:
    assert "ЖЭК" in label("біздің ЖЭК келмеді", "ертең ЖЭК келеді")
    assert "канистра" in label("КАНИСТРА ДРОВА", "КАНИСТРА ДРОВА")


def test_people_who_write_here_are_no_matter_of_it() -> None:
    texts = ("Назарова скинь смету", "смета у Назаровой", "Назарова, шатыр ше")

    assert label(*texts, people=("Ann Назарова", "Bob")) == ("смета", "шатыр")


def test_words_that_other_topics_have_come_last() -> None:
    texts = ("смета на шатыр", "смета и шатыр")

    assert label(*texts, elsewhere={"смета": 4}) == ("шатыр", "смета")


def test_what_two_people_said_comes_before_what_one_repeated() -> None:
    texts = ("втулка", "манжета", "втулка", "и", "манжета")

    assert label(*texts, people=("Sam", "Ann")) == ("манжета", "втулка")


def test_words_said_once_stand_in_where_none_is_repeated() -> None:
    assert len(label("динамо втулка манжета калипер")) == 2


def test_links_numbers_and_qualities_are_no_label() -> None:
    assert label("417 417", "417 417") == ()
    assert label("дорогой вечерний", "дорогой вечерний") == ()


def test_two_forms_of_a_word_do_not_stand_side_by_side() -> None:
    texts = ("шланг, втулка", "шлангпен", "шланг, втулка", "шлангпен")

    assert set(label(*texts)) == {"шланг", "втулка"}


def test_verbs_come_after_nouns() -> None:
    assert label("репостнула манжета", "репостнула манжета") == ("манжета", "репостнула")


def test_a_link_is_not_spelt() -> None:
    assert Spellings([], frozenset()).shown("example.kz") is None


def test_a_word_without_end_is_not_shown() -> None:
    endless = "шнур" * 30

    assert label(f"{endless} манжета", f"{endless} манжета") == ("манжета",)


def test_short_words_are_shown_only_if_they_are_known() -> None:
    assert label("ит жоғалды", "ит табылды ма")[0] == "ит"


@given(st.lists(st.text(max_size=40), max_size=6))
def test_a_label_is_of_a_few_words_that_were_written(texts: list[str]) -> None:
    said = " ".join(texts).lower().replace("\u2019", "'")

    shown = label(*texts)
    assert len(shown) <= MAX_LABEL
    assert len(set(shown)) == len(shown)
    assert not said.isascii() or all(word.lower() in said for word in shown)
