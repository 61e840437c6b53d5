import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Script, Sentence
from bot.text.abbreviations import abbreviations
from bot.text.scripts import write_in
from bot.text.segment import paragraphs, sentences, split_paragraph

HOSTILE_BYTES = 200_000

LANGUAGES = st.sampled_from([None, EN, RU, KK, *map(LanguageCode, ("de", "tr", "ja", "xx"))])

# In every case below a bar stands where one sentence ends and the next begins.

KAZAKH = [
    "Жиналыс өтті. | Оған жүз адам қатысты.",
    "2022 ж. Қазақстанда референдум өтті. | Оған 7,9 млн. адам қатысты.",
    "1991–1995 ж.ж. Алматыда тұрды. | Кейін Астанаға көшті.",
    "1995-ж. Астанаға келді. | Сол жақта қалды.",
    "Б.з.б. 3-мыңжылдықта алғашқы мемлекеттер құрыла бастады.",
    "Базарда алма, өрік, жүзім т.б. сатылады. | Баға тұрақты.",
    "Дүкенде нан, сүт, ет т.б. | Бағасы қымбат емес.",
    "Тойға туыстар, көршілер т. б. | Бәрі разы болды.",
    "Ірі қалаларда, мыс. Алматыда, ауа лас.",
    "А.С. Пушкин мен Ғ. Мүсіреповтің кітаптары қойылды. | Көрме ашық.",
    "«Бұл кім?» деді ол. | «Менің досым!» деп жауап берді Асан.",
    "«Бармаймын.» деді де, үндемей қалды.",
    "Бұл кім? деп сұрады ол.",
    "— Қайда барасың? — деп сұрады ол. | — Үйге. | — Мен де барам!",
    "Жиналыс аяқталды екен.|Ол үйіне қайтты.",
    'Бәрі кетті.|"Ол қайда?" деді анасы.',
    "Жаңалықты Tengrinews.kz хабарлады. | Толығырақ https://example.kz/a.b?c=D.Ef сайтында.",
    "Құны 2.5 млрд. АҚШ доллары. | Ауданы 120 шаршы км. | Халқы көп.",
    "1. Құжат жинаңыз. | 2. Өтініш жазыңыз. | 3. Жауап күтіңіз.",
    "Ол келді… | Бірақ кеш еді. | Не істейміз?! | Білмеймін...",
    'Бұл туралы "Газета. Ru" жазды. | Ресми жауап жоқ.',
    "Солт. Қазақстан мен Оңт. Америка салыстырылды.",
]

RUSSIAN = [
    "Он пришёл. | Она ушла.",
    "А.С. Пушкин родился в Москве. | Л. Н. Толстой — в Ясной Поляне.",
    "В 2010 г. Иванов переехал в Алматы.",
    "Музей открылся после долгого ремонта в 2010 г. | Иванов пришёл одним из первых.",
    "Выставка работает ежедневно, кроме понедельника, до 5 мая 2010 г. 12 залов открыты.",
    "Поезд шёл в г. Саутси. | На ул. Ленина, д. 5, кв. 7 его ждали.",
    "Купили хлеб, молоко и т. д. | Жить можно.",
    "Победа, т.е. Успех с большой буквы. | Так он и сказал.",
    "Цена составила 5 млн. США не ответили. | Это много.",
    "Цена составила 5 млн. | Это много.",
    "См. рис. 3 и табл. 5 на стр. 12. | Дальше идут выводы.",
    "Он сказал: «Я приду завтра.» | Она не поверила.",
    "«Ты придёшь?» — спросил он. | — Да! | — Тогда жду.",
    "Он вышел. — и тут же вернулся.",
    "Здание (XIX в., арх. И. Иванов) сохранилось. | Его покажут.",
    "Пришли Анна (?) и ещё двое. | Остальные опоздали.",
    "«Яндекс.Такси» подорожало. | Узнали об этом в субботу.",
    "Вопрос решён.|Дальше — больше.",
    "Дело было в Москве.|Он уехал.",
    "Правда ли это?|Никто не знает.",
    "Живёт на ул.Абая. | Там шумно.",
    "Погиб Пётр I. | Он правил долго.",
    "Так пишет автор [5. С. 70]. | С ним спорят [6].",
    "Это не он, а я. | Поверьте.",
    "Круто!!! | Правда?! | Да... :) | Ещё бы.",
    "она тоже пришла. | мы долго говорили. | В конце все молчали.",
    "Но зачем? | как ответить? | Не знаю.",
    "Он учил англ. и нем. языки. | Потом бросил.",
]

ENGLISH = [
    "LONDON, Jan. 10 (Reuters) - Oil rose. | Gold fell.",
    "Mr. J. R. Smith Jr. met Dr. No at 5 p.m. yesterday. | They talked.",
    "He moved to the U.S. | The move was hard. | The U.S. President said no.",
    "He left the U.K. | There's no way back for Sean O'Neill.",
    "The firm, Widgets Inc. of Boston, closed. | Its owner left.",
    "It cost 3.50 dollars. | It was cheap, i.e. Cheaper than tea.",
    "Is the answer no? | No. | It is no. 5.",
    '"Is it true?" she asked. | "Yes." | He nodded.',
    "'It is over,' he said. | 'Go home.' | They went.",
    "“Stop!” she cried. | “Why?” | Nobody answered.",
    "Visit example.com. | Then write to a.b@example.com.",
    "Open node.js.|And then?",
    "See https://example.com/a.Bcd?Yes=1 for more.",
    "Wait... what? | Never mind… | And go on!",
    "It is on Wikipedia.[5] | It was wrong. [6, 7] | We fixed it.",
    "... And so it began. | Then it ended.",
    "(It rained.) | We stayed in. | [We read.]",
    "Senator Harris (D-Calif.) Thursday met voters. | She left.",
    "It rained (all day.) | Then it stopped.",
    "IV. Results. | 2.1. Method. | We counted.",
    "The price, approx. 5 dollars, rose to A$7. | Why?",
    "He holds a Ph.D. from Yale. | The thesis was short.",
    "Version 2.0.Beta is out.",
    "i am fine. | what about you? | Good.",
    "The dept. store closed. | It was old.",
]

OTHERS = [
    ("de", "Am 5. Juli 1995 kam Dr. Müller z.B. nach Berlin. | Er blieb drei Tage."),
    ("de", "„Das ist gut.“ | Sie ging. | Friedrich II. Barbarossa nicht."),
    ("fr", "M. Dupont est arrivé. | « Bonjour. » | Il est reparti."),
    ("es", "El Sr. García llegó. | ¿Cómo está? | ¡Bien!"),
    ("tr", "Prof. Dr. Ahmet Bey geldi. | T.C. Anayasası kabul edildi. | Sonra gitti."),
    ("tr", "Ne yazayım? diye sordu. | Sustu."),
    ("uz", "Prof. Sh. Karimov keldi. | Keyin ketdi."),
    ("ky", "Алма, өрүк ж.б. сатылат. | 2022-ж. Бишкекте болду."),
    ("uk", "У 2010 р. Іваненко переїхав. | Це було на вул. Шевченка."),
    ("ar", "هل أنت بخير؟ | نعم. | وصل د. محمد... ثم غادر."),
    ("ur", "یہ ایک جملہ ہے۔ | یہ دوسرا ہے۔"),
    ("hi", "यह एक वाक्य है। | यह दूसरा है।"),
    ("hy", "Սա նախադասություն է։ | Սա ևս մեկն է։"),
    ("ka", "ეს წინადადებაა. | ეს მეორეა."),
    ("zh", "他说：“你好。”|然后走了。|真的？|是的！"),
    ("zh", "“好。”，他说。|走了。"),
    ("ja", "「行くよ。」と言った。|そうですか。|はい！"),
]


def cut(text: str, language: str | None) -> list[str]:
    spans = split_paragraph(text, LanguageCode(language) if language else None)
    return [text[start:end] for start, end in spans]


def assert_cut_at_bars(marked: str, language: str | None) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    text = marked.replace(" | ", " ").replace("|", "")

    assert cut(text, language) == expected


@pytest.mark.parametrize("marked", KAZAKH)
def test_kazakh_is_cut_at_the_bars(marked: str) -> None:
    assert_cut_at_bars(marked, "kk")


@pytest.mark.parametrize("marked", RUSSIAN)
def test_russian_is_cut_at_the_bars(marked: str) -> None:
    assert_cut_at_bars(marked, "ru")


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_is_cut_at_the_bars(marked: str) -> None:
    assert_cut_at_bars(marked, "en")


@pytest.mark.parametrize(("language", "marked"), OTHERS)
def test_other_languages_are_cut_at_the_bars(language: str, marked: str) -> None:
    assert_cut_at_bars(marked, language)


@pytest.mark.parametrize(
    "marked",
    [
        "Mr. Smith came. | He left.",
        "Он жил на ул. Абая. | Потом уехал.",
        "2022 ж. Астанада өтті. | Бұл жақсы.",
        "Это он. | Бұл кім? | Who knows?",
    ],
)
def test_unknown_language_gets_the_rules_of_all_three(marked: str) -> None:
    assert_cut_at_bars(marked, None)


def test_line_without_a_stop_is_a_sentence_of_its_own() -> None:
    found = sentences("Тақырып нүктесіз\n\nБірінші сөйлем. Екінші сөйлем.", KK)

    assert found == (
        Sentence("Тақырып нүктесіз", 0, 16, 1),
        Sentence("Бірінші сөйлем.", 18, 33, 2),
        Sentence("Екінші сөйлем.", 34, 48, 2),
    )


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\n \t\n"])
def test_every_line_break_parts_paragraphs(line_break: str) -> None:
    text = f"  Бір{line_break}  екі \u00a0"

    assert [text[start:end] for start, end in paragraphs(text)] == ["Бір", "екі"]


def test_stop_far_behind_its_word_still_ends_the_sentence() -> None:
    assert cut(f"Келді{' ' * 40}. Ол кетті.", "kk") == [f"Келді{' ' * 40}.", "Ол кетті."]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t\u2028\u00a0"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert sentences(text, RU) == ()
    assert split_paragraph(text, RU) == []


def test_regional_language_without_a_table_borrows_the_common_one() -> None:
    assert abbreviations(LanguageCode("xx")) == abbreviations(None)
    assert abbreviations(EN)["mr"] is abbreviations(KK)["mr"]


CHARS = st.one_of(
    st.text(),
    st.text(alphabet=st.characters()),  # lone surrogates and NUL too
    st.text(alphabet="Аа яӘәAa1.!?…»«\"'”“()[] \n\u2028—-。」とг:ა/"),
    st.lists(
        st.sampled_from(["т.", "г.", "5.", "А.", "«", "» ", ". ", "Он", "бұл", "Ru", " "])
    ).map("".join),
)


@given(CHARS, LANGUAGES)
@example("\x00.\x00 \ud800. Ab", None)
@example(". А", None)
@example("… » А. ", RU)
def test_sentences_are_exact_and_leave_out_only_white_space(
    text: str, language: LanguageCode | None
) -> None:
    found = sentences(text, language)
    position = 0
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert not text[position : sentence.start].strip()
        position = sentence.end

    assert not text[position:].strip()


@given(CHARS, LANGUAGES)
def test_sentences_are_the_paragraphs_cut_one_by_one(
    text: str, language: LanguageCode | None
) -> None:
    expected = [
        (number, first + start, first + end)
        for number, (first, last) in enumerate(paragraphs(text), 1)
        for start, end in split_paragraph(text[first:last], language)
    ]

    assert [(s.paragraph, s.start, s.end) for s in sentences(text, language)] == expected


@given(CHARS)
def test_paragraphs_are_stripped_lines(text: str) -> None:
    for start, end in paragraphs(text):
        line = text[start:end]

        assert line == line.strip() != ""
        assert set(line).isdisjoint("\n\r\u2028\u2029")


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    [
        *(".", "!", "…", ". ", ". . ", '"', '."', '." ', "«", ".«", "« ", ".)", "(", ". (", ")"),
        *("а. ", "А. ", "A. b. ", "а.", "А.Б", "1. ", "12. A ", "г. А", "т. д. ", "Mr. ", "I. "),
        *(". [1 ", ".[1] ", ". :", ". ))", " »", ". —", "- ", "。", "。」", "сөз.Ол ", "x", " "),
        *(".\n", "\r", ".\u2028", "\u00a0.", "ა. ", "слово. а ", "20 г. Он ", "[1. "),
    ],
)
def test_hostile_text_is_cut_in_linear_time(piece: str) -> None:
    half = piece * (HOSTILE_BYTES // len(piece.encode()) // 2)
    text = f"{half}Abc {half}"

    found = sentences(text, None)

    assert sum(len(sentence.text) for sentence in found) <= len(text)


@pytest.mark.parametrize("script", [Script.LATIN, Script.ARABIC])
@pytest.mark.parametrize(
    "marked",
    [
        "2022 ж. Қазақстанда референдум өтті. | Оған 7,9 млн. адам қатысты.",
        "Ірі қалаларда, мыс. Алматыда, ауа лас. | Далада таза.",
        "Климатолог, проф. Сәния келді. | Ол сөйледі.",
        "Бүгін не болды? | Білмеймін! | Сіз білесіз бе?",
    ],
)
def test_kazakh_ends_its_sentences_alike_in_each_script(marked: str, script: Script) -> None:
    expected = [write_in(one, script) for one in marked.split(" | ")]
    text = write_in(marked.replace(" | ", " "), script)

    assert [one.text for one in sentences(text, KK)] == expected


def test_without_capitals_what_ends_a_list_ends_its_sentence() -> None:
    text = "Базарда алма, өрік т.б. сатылады."

    assert len(sentences(write_in(text, Script.LATIN), KK)) == 1
    assert len(sentences(write_in(text, Script.ARABIC), KK)) == 2


def test_an_abbreviation_of_kazakh_in_latin_letters_is_a_word_of_english() -> None:
    assert len(sentences("He swung the bat. Then he ran.", EN)) == 2


def test_the_marks_of_arabic_script_end_sentences() -> None:
    found = sentences("بۇگىن نە بولدى؟ بىلمەيمىن۔ ٴسىز، ول، بارىمىز.", KK)

    assert [one.text[-1] for one in found] == ["؟", "۔", "."]
