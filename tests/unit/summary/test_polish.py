import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Sentence
from bot.summary.dateline import dateline_end
from bot.summary.polish import polish


def sentence(text: str) -> Sentence:
    return Sentence(text, 10, 10 + len(text), 2)


def polished(text: str) -> str | None:
    result = polish(sentence(text))
    return None if result is None else result.text


@pytest.mark.parametrize(
    "dateline",
    [
        "NUR-SULTAN, Jan. 10 (Reuters) – ",
        "WASHINGTON (AP) — ",
        "(Reuters) - ",
        "Beirut, Lebanon (CNN) -- ",
        "Orlen (Mazovia), Jan 17 (PTI) ",
        "МОСКВА, 5 мая - РИА Новости. ",
        "МОСКВА, 5 мая 2021 года /ТАСС/. ",
        "5 мая, Интерфакс – ",
        "АСТАНА. ҚазАқпарат – ",
        "Алматы. 12 қараша. Дала Ақпарат - ",
        "Алматы. 12 қараша – ",
    ],
)
def test_dateline_is_cut(dateline: str) -> None:
    assert polished(f"{dateline}Мемлекет басшысы кеңес өткізді.") == (
        "Мемлекет басшысы кеңес өткізді."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Париж – столица Франции, и это известно всем.",
        "Об этом сообщает ТАСС. Президент подписал закон.",
        "Reuters – бұл әлемдегі ірі агенттіктердің бірі.",
        "Reuters. Кейін бұл хабар расталмады деп жазды.",
        "Алматы. 12 қараша. Бүгін қалада жаңбыр жауды.",
        "Ол келді. Кейін – Бүгін ғана кетті, деді көршісі.",
        "Алматы (Reuters) – Иә.",
        "- – - – Ешкім бұл жерде болған жоқ дейді.",
    ],
)
def test_other_beginnings_are_no_dateline(text: str) -> None:
    assert dateline_end(text) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("– Бұл жол ұзақ, – деді ол.", "Бұл жол ұзақ, – деді ол."),
        ("• Жаңа көпір", "Жаңа көпір"),
        ("1. Первый пункт", "Первый пункт"),
        ("(2) Second point", "Second point"),
        ("5. сәуірде болған", "5. сәуірде болған"),
        ("The hunt continued. Read more", "The hunt continued."),
        ("Ол кетті. Толығырақ", "Ол кетті."),
        ("It was over. .", "It was over."),
        ("“It began with prices.", "It began with prices."),
        ("Бәрі осыдан басталды»", "Бәрі осыдан басталды"),
        ('"It began with prices.', "It began with prices."),
        ('It began with prices."', "It began with prices."),
        ('"It began", he said.', '"It began", he said.'),
        ("«Бәрі осы», – деді ол.", "«Бәрі осы», – деді ол."),
        ("It began in the south”.", "It began in the south"),
        ("Бәрі осыдан басталды»!..", "Бәрі осыдан басталды"),
        ("They feared “color revolutions”.", "They feared “color revolutions”."),
        ("The prices rose and rose…", "The prices rose and rose…"),
        (
            "Жаңа жол ашылды, – деп хабарлайды Tengrinews.kz тілшісі.",
            "Жаңа жол ашылды, – деп хабарлайды Tengrinews.kz тілшісі.",
        ),
        ("«Дорога открыта!» — сообщает ТАСС.", "«Дорога открыта!» — сообщает ТАСС."),
        ("The road is open, Reuters reported.", "The road is open, Reuters reported."),
        ("Министр сообщил об этом.", "Министр сообщил об этом."),
        ("Алия хабарлады.", "Алия хабарлады."),
        (
            "Reuters reported that the road to the lake is open again.",
            "Reuters reported that the road to the lake is open again.",
        ),
        ("Ол «иә» деді, бұл «жауап»", "Ол «иә» деді, бұл «жауап»"),
    ],
)
def test_ends_are_polished(text: str, expected: str) -> None:
    assert polished(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "– деп хабарлайды Qala News тілшісі.",
        "— сообщает пресс-служба акимата.",
        "Об этом сообщает РИА Новости.",
        "Reuters reported.",
        "This was reported by the Associated Press.",
        "Бұл туралы Tengrinews.kz хабарлады.",
    ],
)
def test_who_reported_it_is_no_sentence_of_its_own(text: str) -> None:
    assert polish(sentence(text)) is None


@pytest.mark.parametrize("text", ["", "...", "“", "12 345", " . "])
def test_nothing_is_left_of_a_sentence_without_letters(text: str) -> None:
    assert polish(sentence(text)) is None


@given(st.one_of(st.text(), st.text('«»“”"аБ .-–(AP)1', max_size=60)))
def test_polishing_only_moves_the_ends(text: str) -> None:
    before = sentence(text)

    after = polish(before)

    if after is not None:
        assert after.text == text[after.start - before.start : after.end - before.start]
        assert before.start <= after.start < after.end <= before.end
        assert after.text == after.text.strip()
        assert after.paragraph == before.paragraph
