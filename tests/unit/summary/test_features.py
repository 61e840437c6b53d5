import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Sentence
from bot.summary.features import TERM_CHARS, Features, Form, read
from tests.unit.summary.sentences import ENGLISH

KAZAKH = (
    "Алматыда бүгін жаңа метро бекеті ашылды, деп хабарлады қала әкімдігі.",
    "Жаңа бекет қаланың батысындағы тұрғын үйлерді орталықпен жалғайды.",
    "Ол бекеттің құрылысы бес жылға созылды.",
    "Метро бекетіне күніне елу мың жолаушы келеді деп күтілуде.",
)
TEXTS = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from([*KAZAKH, *ENGLISH])), max_size=12
)
LANGUAGES = st.sampled_from([None, KK, RU, EN, LanguageCode("ja")])


def article(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, 0, len(text), index // 2 + 1) for index, text in enumerate(texts))


def features(*texts: str, language: LanguageCode | None = EN) -> tuple[Features, ...]:
    return read(article(*texts), language).features


def form(text: str, language: LanguageCode = EN) -> Form:
    return features(text, language=language)[0].form


def test_a_sentence_shows_its_form() -> None:
    _, council, it, quote, _, question, _ = (item.form for item in features(*ENGLISH))

    assert council.whole
    assert not council.fragment
    assert it.anaphora
    assert quote.quotation
    assert quote.voice
    assert question.question
    assert question.fragment


def test_the_first_whole_sentence_opens_the_article() -> None:
    assert [item.opening for item in features(*ENGLISH)] == [False, True, *[False] * 5]


def test_names_and_capitals_alone_are_a_byline() -> None:
    assert not any(item.opening for item in features("By Daily Mail Reporter Tom Smith."))


@pytest.mark.parametrize(
    ("text", "language", "addresses"),
    [
        ("Please check your inbox for a letter.", EN, True),
        ("The city checks every inbox.", EN, False),
        ("Жаңалықтарды оқу үшін арнаға жазылыңыз.", KK, True),
        ("Каспий теңізінің деңгейі төмендеп барады.", KK, False),
        ("Теңіз тартылды.", KK, False),
        ("Подпишитесь на рассылку.", RU, True),
        ("На сайте мэрии открыли приём заявок.", RU, False),
        ("«Вы достойные люди», — сказал мэр.", RU, False),
        ("You have been sent it.", LanguageCode("ja"), False),
    ],
)
def test_who_says_you_outside_quotation_marks_speaks_to_the_reader(
    text: str, language: LanguageCode, *, addresses: bool
) -> None:
    assert form(text, language).address is addresses


@pytest.mark.parametrize(
    "line",
    [
        "Your article has been sent to your friend.",
        "It was last modified on Thursday.",
        "Are readers interested in this topic?",
        "Two people have been found in the hills, the police ...",
    ],
)
def test_what_a_page_says_above_the_article_does_not_open_it(line: str) -> None:
    sentences = [Sentence(text, 0, len(text), i) for i, text in enumerate((line, *ENGLISH[1:]))]

    found = read(sentences, EN).features

    assert [item.opening for item in found[:3]] == [False, True, False]


def test_an_article_may_open_with_a_question_that_its_paragraph_answers() -> None:
    texts = ("What will the drivers do?", "They will take the ferry, the council said.")

    assert [item.opening for item in features(*texts)] == [True, False]


def test_an_article_may_open_with_a_quotation_of_its_own() -> None:
    texts = ("“It is over,” she said on Monday.", "The bridge closes for two years.")
    found = read([Sentence(t, 0, len(t), i) for i, t in enumerate(texts)], EN).features

    assert [item.opening for item in found] == [True, False]


def test_paragraphs_have_starts() -> None:
    assert [item.paragraph_start for item in features(*KAZAKH)] == [True, False, True, False]


def test_position_counts_whole_sentences() -> None:
    positions = [item.position for item in features(*ENGLISH)]

    assert positions[0] == positions[1] == 1.0
    assert positions == sorted(positions, reverse=True)


@given(TEXTS, LANGUAGES)
def test_features_lie_between_zero_and_one(
    texts: list[str], language: LanguageCode | None
) -> None:
    for item in read(article(*texts), language).features:
        for value in (item.position, item.centrality, item.coverage, item.form.length):
            assert 0 <= value <= 1 + 1e-9


@pytest.mark.parametrize(
    ("text", "language", "leans"),
    [
        ("He said the bridge would open.", EN, True),
        ("Бұл туралы министр айтты.", KK, True),
        ("Он добавил, что мост откроют.", RU, True),
        ("Мост откроют осенью.", RU, False),
        ("Мост откроют осенью», — сказал мэр.", RU, True),
        ("The ferry will run all day,” she said.", EN, True),
        ("«Мост откроют осенью», — сказал мэр.", RU, False),
        ("Газета «Егемен» это сообщила.", RU, False),
        ("", EN, False),
    ],
)
def test_what_leans_on_the_sentence_before(
    text: str, language: LanguageCode, *, leans: bool
) -> None:
    assert form(text, language).anaphora is leans


@pytest.mark.parametrize(
    ("text", "language", "speaks"),
    [
        ("Of course, we understand that.", EN, True),
        ("Біздің ауыл жаңарды, деді әкім.", KK, True),
        ("Абай мен Шәкәрім дос болған.", KK, False),
        ("«Мы подождём», — сказал он.", RU, True),
        ("Мост откроют осенью.", RU, False),
        ("We waited.", LanguageCode("ja"), False),
    ],
)
def test_who_says_i_or_we_speaks(text: str, language: LanguageCode, *, speaks: bool) -> None:
    assert form(text, language).voice is speaks


def test_extent_grows_where_length_no_longer_does() -> None:
    twenty, forty = form("word " * 20), form("word " * 40)

    assert twenty.length == forty.length == 1
    assert twenty.extent < forty.extent < 1
    assert form("word " * 90).extent == 1


def test_the_first_terms_are_shortened_words_without_stop_words() -> None:
    reading = read(article("The reservoir of Balkhash is drying."), EN)

    assert reading.first_terms(0, 2) == ["reservoir"[:TERM_CHARS]]
    assert reading.first_terms(0, 4) == ["reser", "balkh"]


def test_copies_say_nothing_new() -> None:
    texts = (
        "Балқаш тартылып барады.",
        "Бізге жазылыңыз!",
        "Балқашқа су керек.",
        "Бізге жазылыңыз!",
    )
    items = read(article(*texts), KK)

    assert [item.repeated for item in items.features] == [False, True, False, False]
    assert items.features[1].coverage == 0
    assert not items.vectors[3]
