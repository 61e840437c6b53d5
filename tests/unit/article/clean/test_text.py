import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.clean.hints import hint
from bot.article.clean.line import MAX_LINE_CHARS, read_line
from bot.article.clean.page import Body, find_body, is_page_dump
from bot.article.clean.rules import line_reason
from bot.article.clean.text import MAX_LINES, Cleaned, clean
from bot.core.models import Removal

TITLE = "Tram line reaches the lake after nine years of work"
FIRST = (
    "The first tram to the lake left the old station on Monday with two hundred people on board."
)
SECOND = "Engineers had to move a river bed twice before the tracks could be laid, the city said."
THIRD = "Tickets cost the same as in the centre, and the last tram returns shortly after midnight."
ARTICLE = (FIRST, SECOND, THIRD)


def cleaned(*lines: str, title: str | None = None) -> Cleaned:
    return clean("\n".join(lines), title)


def reasons(result: Cleaned) -> list[str]:
    return [removal.reason for removal in result.removed]


def test_article_without_furniture_stays_whole() -> None:
    assert cleaned(*ARTICLE) == Cleaned("\n\n".join(ARTICLE), None, ())


def test_pasted_article_loses_calls_credits_and_caption() -> None:
    result = cleaned(
        TITLE,
        "A tram crosses the new bridge near the lake, June 3, 2024. Lake Press / Ann Lee via AP",
        "Sign up now for FREE updates from our newsroom",
        FIRST,
        f"{SECOND} Read more",
        "Sign up now for FREE updates from our newsroom",
        f"{THIRD} .",
        "Reporting by Ann Lee; editing by Bob Ray",
        "Our Standards: the newsroom handbook.",
        "Leave a Comment",
    )

    assert result.title == TITLE
    assert result.text == "\n\n".join(ARTICLE)
    assert reasons(result) == [
        "caption",
        "call to action",
        "call to action",
        "call to action",
        "credit",
        "credit",
        "comments",
    ]
    assert Removal("Read more", "call to action") in result.removed


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Пікір қалдыру", "comments"),
        ("Подписывайтесь!", "menu"),
        ("Басты бет", "menu"),
        ("Политика | Спорт | example.kz", "menu"),
        ("Facebook Twitter 12 Telegram", "share row"),
        ("https://example.kz/news", "address"),
        ("👉 @example_channel", "address"),
        ("press@example.kz", "address"),
        ("#қысқа #жаңалық", "tags"),
        ("220 рет", "counter"),
        ("Сурет: қалалық әкімдік", "credit"),
        ("Фото с сайта городской администрации", "credit"),
        ("Читайте также: В городе открыли мост", "related link"),
        ("Тағы оқыңыз Қалада көпір ашылды", "related link"),
        ("Теги: мост, город", "label"),
        ("Telegram: example_channel", "label"),
        ("Published: 17 January 2012, 9:40 am", "label"),
        ("Written by Ann Lee", "credit"),
        ("4236 рет көрсетілді 24 мин", "counter"),
        ("Подпишитесь на наш канал и узнавайте обо всём первыми", "call to action"),
        ("Біздің жаңалықтарды оқу үшін Telegram-арнамызға жазылыңыз", "call to action"),
        ("Если вы нашли ошибку, выделите её и нажмите Ctrl+Enter", "call to action"),
        ("Comments on this page (12)", "call to action"),
        ("Follow the debate on our Telegram channel", "call to action"),
        ("Тәуелсіз басылымды қолдаңыз!", "call to action"),
        ("Поддержите нас: оформите подписку на месяц", "call to action"),
        ("Partager cet article", "menu"),
        ("Les plus lus", "menu"),
        ("Crédit photo : Anne Lise", "credit"),
        ("À lire aussi : un pont sur le lac", "related link"),
        ("Abonnez-vous à notre lettre d’information", "call to action"),
        ("12 commentaires", "counter"),
        ("İLGİLİ HABERLER", "menu"),
        ("Fotoğraf: Ayşe Kaya", "credit"),
        ("İlginizi çekebilir: Göle yeni köprü", "related link"),
        ("Göl haberleri için bültenimize abone olun", "call to action"),
        ("Etiketler: köprü, göl", "label"),
        ("Мақала ұнады ма?", "menu"),
        ("Ұнаса, достарыңызбен бөлісіңіз!", "call to action"),
        ("Pıkır qaldyru", "comments"),
        ("Izdeu", "menu"),
        ("Soŋğy jaŋalyqtar", "menu"),
        ("Soñğy jañalyqtar", "menu"),
        ("4236 ret körsetıldı", "counter"),
        ("Tağy oqyŋyz: Qalada köpır aşyldy", "related link"),
        ("پىكىر قالدىرۋ", "comments"),
        ("ٴبولىسۋ", "menu"),
        ("4236 رەت كورسەتىلدى", "counter"),
        ("سۋرەت: قالالىق اكىمدىك", "credit"),
    ],
)
def test_furniture_is_known_by_itself(line: str, reason: str) -> None:
    assert line_reason(line) == reason


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("***", "separator"),
        ("17.01.2024 | 13:02", "separator"),
        ("Жұма, 30 қаңтар 2026", "date line"),
        ("17 January 2012, 9:40 am", "date line"),
        ("By Ann Lee and Bob Ray", "byline"),
        ("Айгүл СЕРІКҚЫЗЫ", "byline"),
        ("Толығырақ біздің сайтта", "menu"),
        ("© 2024 Example Press", "rights"),
        ("Tous droits réservés.", "rights"),
        ("Her hakkı saklıdır.", "rights"),
        ("Culture, 12 May 2024, 10:30", "date line"),
        ("mardi 12 mars 2024 à 10 h 30", "date line"),
        ("12 Mayıs 2024 Pazar, 10:30", "date line"),
        ("При использовании материалов сайта ссылка на источник обязательна.", "rights"),
        ("Жаңа көпір. Фото: Ақорда", "caption"),
        ("The new bridge (Photo by Ann Lee)", "caption"),
        ("Культура", "section"),
        ("Qala News | Жазылу", "footer"),
    ],
)
def test_likely_furniture_is_only_hinted_at(line: str, kind: str) -> None:
    assert line_reason(line) is None
    assert hint(read_line(line)) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Нет.",
        "Иә.",
        "Written by hand, the letter is hard to read.",
        "Автор: Как всё началось?",
        "Музыка, кино, театр и книги",
        "See the list at example.kz.",
        "Автор книги родился в Алматы и учился в Москве.",
        "Читать он научился в четыре года и с тех пор не расставался с книгами.",
        "Он подписался на газету.",
        "Бұл туралы Ақордаға сілтеме жасап хабарлады.",
        "Бұл туралы оның Telegram-арнасында айтылды.",
        "The firm declined to comment on the case.",
        "By Monday the water had gone.",
        "By Ann?",
        "In 2012 the bridge was closed.",
        "18 наурыз – соңғы оқу күні.",
        "La photo de la gare a fait le tour du pays.",
        "Le maire a commenté la décision et s’est abonné au journal.",
        "Kaynak suyu köye ilk kez geldi.",
        "Qalada jaŋa köpır aşyldy, ony köruge myŋ adam keldı.",
        "قالادا جاڭا كوپىر اشىلدى، ونى كورۋگە مىڭ ادام كەلدى.",
        "Bakan, gazeteye abone olduğunu söyledi.",
        "Фото: example.kz Бүгін қалада жаңа көпір ашылды, оны көруге екі мың бес жүз адам келді.",
        "Bread/water was all they had, via nobody (as he put it)",
        "He sent the photo to Reuters and waited for an answer that never came.",
        "A photo of one of the many people who had come to see it in the rain that whole long day",
        "Photo " + "of the bridge " * 40,
    ],
)
def test_sentences_stay(line: str) -> None:
    assert line_reason(line) is None
    assert hint(read_line(line)) is None


def test_overlong_line_is_not_judged() -> None:
    assert line_reason("#" * (MAX_LINE_CHARS + 1)) is None
    assert hint(read_line("#" * (MAX_LINE_CHARS + 1))) is None


def test_dates_go_at_the_edges_and_beside_furniture() -> None:
    date = "12 May 2024"

    assert cleaned(TITLE, date, *ARTICLE).text == "\n\n".join(ARTICLE)
    assert cleaned(*ARTICLE, date).text == "\n\n".join(ARTICLE)
    assert cleaned(FIRST, date, "Share this", SECOND, THIRD).text == "\n\n".join(ARTICLE)
    assert date in cleaned(FIRST, date, SECOND, THIRD).text


def test_caption_goes_wherever_it_stands_in_an_article() -> None:
    caption = "A tram crosses the new bridge near the lake. Lake Press / Ann Lee via AP"

    assert reasons(cleaned(FIRST, SECOND, caption, THIRD)) == ["caption"]
    assert cleaned("One.", caption, "No.").removed == ()


def test_headline_that_begins_like_a_menu_word_stays() -> None:
    result = cleaned("Search for the lost tram goes on", *ARTICLE)

    assert result.title == "Search for the lost tram goes on"
    assert result.removed == ()


def test_date_alone_is_no_article() -> None:
    assert reasons(cleaned("12 May 2024, 10:30")) == ["date line"]


def test_known_title_is_taken_out_of_the_text_with_its_copies() -> None:
    result = cleaned(TITLE, FIRST, SECOND, TITLE, THIRD, title=TITLE)

    assert result == Cleaned("\n\n".join(ARTICLE), TITLE, (Removal(TITLE, "repeated"),))


def test_known_title_that_is_not_in_the_text_leaves_the_first_line() -> None:
    assert cleaned("Nine years", *ARTICLE, title=TITLE).text.startswith("Nine years")


@pytest.mark.parametrize("lines", [("Қысқа тақырып", "Тағы бір жол"), (FIRST, SECOND), ("",)])
def test_first_line_is_no_title_without_sentences_behind_it(lines: tuple[str, ...]) -> None:
    assert cleaned(*lines).title is None


@pytest.mark.parametrize(
    "first",
    [
        "The tram is late.",
        "“The tram is late.”",
        "The tram is late. Why?",
        "Who would have thought, nine years ago, that a tram could be so late every day?",
    ],
)
def test_first_sentence_is_no_title(first: str) -> None:
    result = cleaned(first, *ARTICLE)

    assert result.title is None
    assert result.text.startswith(first)


def test_question_may_be_a_title() -> None:
    assert cleaned("Why is the tram late?", *ARTICLE).title == "Why is the tram late?"


def test_short_line_strewn_into_the_text_goes_with_all_its_copies() -> None:
    result = cleaned(FIRST, "Win two tickets today", SECOND, "Win two tickets today", THIRD)

    assert result.text == "\n\n".join(ARTICLE)
    assert reasons(result) == ["repeated", "repeated"]


def test_refrains_and_retorts_stay() -> None:
    refrains = [f"La la la {word}" for word in ("one.", "two.", "three.", "four.")]
    spoken = "– Иә, дұрыс айтасыз"

    result = cleaned(*refrains, FIRST, *refrains, spoken, SECOND, spoken, THIRD)

    assert result.removed == ()


def test_more_repeated_lines_than_a_few_calls_have_a_reason() -> None:
    parts = [f"Part {word} begins here" for word in ("one", "two", "three", "four")]
    texts = [f"{sentence} {number}." for sentence in ARTICLE for number in range(4)]

    assert cleaned(*texts, *parts, FIRST, *parts, SECOND).removed == ()


def test_headings_behind_the_last_sentence_go() -> None:
    result = cleaned(*ARTICLE, "Ann Lee, correspondent at the lake", "Culture of the lake")

    assert result.text == "\n\n".join(ARTICLE)
    assert reasons(result) == ["lone heading", "lone heading"]


def test_heading_between_paragraphs_stays() -> None:
    assert "Nine years" in cleaned(FIRST, "Nine years", SECOND, THIRD).text


def test_lines_beyond_the_limit_stay() -> None:
    text = "\n".join([*ARTICLE, *["Share"] * MAX_LINES, "Share"])

    assert clean(text).text.count("Share") == len(ARTICLE) + 1


DUMP = (
    f"{TITLE} | Lakeside Press",
    "Skip to content",
    "Lakeside today",
    "Harbour and docks",
    "Schools and colleges",
    TITLE,
    "After nine years and two floods the line is open, and nobody minds the noise",
    "Ann Lee, Lakeside",
    *ARTICLE,
    "Nine years of work",
    "“Nobody believed it.”",
    SECOND.replace("Engineers", "Divers"),
    "Advertisement",
    "Ferry times",
    "Night buses",
    THIRD.replace("Tickets", "Season cards"),
    "More from Lakeside",
    "Fishermen ask for a new pier",
    "Harbour fair opens",
    "Write to the editors",
    "Privacy policy",
)
"""A whole page: menus, the article with a block of links in it, other headlines."""


def test_article_is_found_in_a_page() -> None:
    result = cleaned(*DUMP)

    assert result.title == TITLE
    assert "Nine years of work" in result.text
    assert result.text.startswith("After nine years and two floods")
    assert result.text.endswith("shortly after midnight.")
    assert "Ferry times" not in result.text
    assert {"outside the article", "block of short lines"} <= set(reasons(result))


def test_page_that_would_lose_most_sentences_keeps_what_tier_one_leaves() -> None:
    menu = [f"Menu entry {number}" for number in range(12)]

    result = cleaned(
        "Share", *menu, FIRST, *menu[::-1], "Share", *menu, SECOND, "Share", *menu, THIRD
    )

    assert all(sentence in result.text for sentence in ARTICLE)
    assert "share" not in result.text.casefold()


def test_sentence_that_the_page_broke_into_lines_counts_as_sentence() -> None:
    broken = ("The first tram to the lake left the old station", "on Monday morning with many")
    lines = [read_line(line) for line in ("Menu", *broken, "aboard", "Menu", "Other")]

    assert find_body(lines, [None] * len(lines)) == Body(1, 3, None)


def test_longer_of_two_bodies_wins_unless_a_headline_speaks_for_the_other() -> None:
    other = "Nobody has asked the fishermen about their boats, and they say so to all who listen."
    menu = [f"Menu entry {number}" for number in range(30)]
    texts = ("No.", TITLE, *ARTICLE, *menu, other, other, other, other)
    lines = [read_line(text) for text in texts]

    assert find_body(lines, [None] * len(lines)) == Body(2, 5, 1)
    assert find_body(lines[2:], [None] * (len(lines) - 2)) == Body(0, 3, None)
    assert find_body([*lines[2:], *lines[-4:]], [None] * (len(lines) + 2)) == Body(33, 41, None)


FURNITURE = [f"Menu entry {number}" for number in range(30)]


def body_of(*texts: str, calls: str = "") -> Body:
    lines = [read_line(text) for text in texts]
    return find_body(lines, ["call to action" if x.text == calls else None for x in lines])


def test_standfirst_gives_way_to_the_headline_above_it() -> None:
    standfirst = "The first tram left the station with two hundred people on board"
    headline = "First tram to the lake left the station on Monday"

    assert body_of(*FURNITURE, headline, standfirst, *ARTICLE) == Body(32, 35, 30)
    assert body_of("Culture of old times", standfirst, *ARTICLE) == Body(2, 5, 1)
    assert body_of("Home", standfirst, *ARTICLE) == Body(2, 5, 1)
    assert body_of(f"Home » {standfirst}", standfirst, *ARTICLE, standfirst) == Body(2, 5, 1)


def test_article_ends_with_a_sentence_behind_a_few_calls() -> None:
    call, last = "Win two tickets today", "Nobody minds the noise."

    assert body_of(*ARTICLE, *[call] * 3, last, *FURNITURE, calls=call).end == 7
    assert body_of(*ARTICLE, *[call] * 4, last, *FURNITURE, calls=call).end == 3
    assert body_of(*ARTICLE, call, "Menu entry", last, *FURNITURE, calls=call).end == 3


def test_article_goes_on_behind_a_few_links() -> None:
    links = ("Ferry times", "Night buses", "Bicycle lanes", "Harbour fair", "Old boats")
    more = "The first tram to the lake will leave the old station each day with a band on board."
    menu = [f"Menu entry {number}" for number in range(30)]
    lines = [read_line(text) for text in (*menu, FIRST, *links, more, SECOND, THIRD)]

    assert find_body(lines, [None] * len(lines)) == Body(30, 39, None)


def test_date_speaks_for_an_article() -> None:
    menu = [f"Menu entry {number}" for number in range(30)]
    texts = (FIRST, *menu[:9], "Nine years", "12 May 2024", THIRD, *menu)
    lines = [read_line(text) for text in texts]
    dated = ["date line" if line.text == "12 May 2024" else None for line in lines]

    assert find_body(lines, [None] * len(lines)) == Body(0, 1, None)
    assert find_body(lines, dated) == Body(12, 13, None)


def test_page_of_menu_words_has_no_body() -> None:
    lines = [read_line(f"Menu entry {number}") for number in range(9)]

    nothing = [None] * len(lines)
    assert not is_page_dump(lines, nothing, nothing)
    assert find_body(lines, nothing) == Body(0, 0, None)
    assert clean("\n".join(line.text for line in lines)).text.startswith("Menu entry 0")


def test_chinese_lines_count_by_their_characters() -> None:
    assert read_line("今天上午通往湖边的新电车线路正式开通了。").is_prose


texts = st.lists(st.one_of(st.text(), st.sampled_from(DUMP)), max_size=30).map("\n".join)


@given(texts, st.one_of(st.none(), st.text()))
def test_paragraphs_are_pieces_of_the_text_and_nothing_is_unaccounted_for(
    text: str, title: str | None
) -> None:
    result = clean(text, title)

    lines = [line.strip() for line in text.split("\n") if line.strip()]
    paragraphs = [part for part in result.text.split("\n\n") if part]
    assert all(any(part in line for line in lines) for part in paragraphs)
    assert len(paragraphs) + len(result.removed) >= len(lines) - 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        " . " * 300_000,
        "/" * 1_000_000,
        "12 " * 300_000,
        "\n".join(f"line {number}" for number in range(100_000)),
        "\n".join(["Share"] * 100_000),
        "\n".join([FIRST] * 100_000),
    ],
)
def test_hostile_text_is_cleaned_in_time(text: str) -> None:
    start = time.perf_counter()

    clean(text)

    assert time.perf_counter() - start < 5  # seconds; measured 0.4 on a busy machine
