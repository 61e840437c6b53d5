import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.extract.walls import (
    HARDLY_ANY_CHARS,
    HINTED_CHARS,
    OPEN_CHARS,
    WALL_CHARS,
    check_walls,
    notes_of,
)
from bot.core.errors import (
    ConsentWallError,
    FetchError,
    PaywallError,
    RobotCheckError,
    ScriptOnlyError,
    SoftNotFoundError,
)
from bot.core.models import Note

SITE = "a.kz"
SENTENCE = "Жаңа көпір қаланың екі жағалауын қосып, жолды жиырма минутқа қысқартты. "
SHORT = SENTENCE * 4
LONG = SENTENCE * 60


def page(body: str = "", title: str = "", head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def article(text: str, title: str = "Көпір ашылды", head: str = "", after: str = "") -> str:
    return page(f"<article><h1>{title}</h1><p>{text}</p>{after}</article>", title, head)


def refuse(error: type[FetchError], html: str, text: str = "", title: str | None = None) -> None:
    with pytest.raises(error) as caught:
        check_walls(html, text, title, SITE)
    assert caught.value.site == SITE


@pytest.mark.parametrize("text", ["", SHORT, LONG])
def test_an_article_stands_behind_no_wall(text: str) -> None:
    html = article(text)

    check_walls(html, text, "Көпір ашылды", SITE)
    assert notes_of(html, text) == ()


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Error 404 (Not Found)",
        "Page not found | The Tram Times",
        "Sorry, page not found – Tram",
        "This page doesn’t exist",
        "Страница не найдена — Город",
        "Ошибка 404. Страница не найдена",
        "Упс! Такой страницы нет",
        "Бет табылмады",
        "Кешіріңіз, сұралған бет табылмады | Қала",
        "Қате 404",
        "Sayfa bulunamadı - Şehir",
        "Fehler 404: Seite nicht gefunden",
        "Page introuvable | Ville",
    ],
)
def test_a_page_that_says_it_is_none_is_refused(title: str) -> None:
    text = "Бұл мекенжайда ештеңе жоқ. Басты бетке өтіңіз."

    refuse(SoftNotFoundError, page(f"<p>{text}</p>", title=title), text)
    refuse(SoftNotFoundError, page(f"<h1 class='a'><b>{title}</b></h1>", "Қала"), text)
    refuse(SoftNotFoundError, page(), text, title)


@pytest.mark.parametrize(
    "title",
    [
        "404 метра под землёй",
        "Пропавшая экспедиция не найдена",
        "Why every page not found is a promise",
        "Көпір 404 күнде салынды",
        "Nothing was found on Mars",
    ],
)
def test_an_article_about_what_is_not_found_is_read(title: str) -> None:
    check_walls(article(SHORT, title), SHORT, title, SITE)


def test_enough_text_is_an_article_whatever_it_is_called() -> None:
    text = (SENTENCE * 20)[:WALL_CHARS]

    check_walls(article(text, "404"), text, "404", SITE)


@pytest.mark.parametrize(
    "html",
    [
        page("<p>Enable JavaScript and cookies to continue</p>", "Just a moment..."),
        page("<h1>Checking your browser before accessing a.kz</h1>", "DDoS-Guard"),
        page("<h1>Access to this page has been denied</h1><div id='px-captcha'></div>"),
        page("<p>Подтвердите, что запросы отправляли вы, а не робот</p>", "Вы не робот?"),
        page("<p>Подтвердите, что запросы отправляли вы, а не робот</p>", "Қала"),
        page("<p>Сайтқа кіру үшін робот емес екеніңізді растаңыз.</p>", "Қала"),
        page("<noscript>Please verify you are human</noscript>", "Tram"),
        page("<script src='/__qrator/qauth_utm_v2.js'></script>"),
        page("<script src='https://ct.captcha-delivery.com/c.js'></script>", "a.kz"),
        page("<iframe src='/_Incapsula_Resource?SWUDNSAI=31'></iframe>"),
    ],
)
def test_a_check_for_robots_is_refused(html: str) -> None:
    refuse(RobotCheckError, html)


def test_a_form_under_an_article_is_no_check_for_robots() -> None:
    form = "<form>Подтвердите, что вы не робот</form><script src='/smartcaptcha.js'></script>"
    menu = "<nav>" + "<a href='/b'>Бөлім атауы</a>" * 200 + "</nav>"

    check_walls(article(SHORT, after=form + menu), SHORT, "Көпір ашылды", SITE)


ASKED = """Біз cookie файлдарын қолданамыз.
Мы используем файлы cookie, чтобы сайт работал.
We and our partners store and/or access information on a device.
Accept all"""


def test_a_question_about_cookies_is_no_article() -> None:
    refuse(ConsentWallError, page(f"<p>{ASKED}</p>"), ASKED, "Қала жаңалықтары")


def test_a_question_about_cookies_is_seen_where_no_text_was_found() -> None:
    html = page(
        f"<div id='didomi-popup'>{ASKED}</div><script src='//sdk.didomi.io/a.js'></script>"
    )

    refuse(ConsentWallError, html)


def test_a_banner_over_an_article_is_no_wall() -> None:
    text = LONG.replace(". ", ".\n") + ASKED

    check_walls(article(text), text, "Көпір ашылды", SITE)


def test_an_article_about_cookies_is_read() -> None:
    check_walls(article(ASKED), ASKED, "What a cookie banner asks", SITE)


@pytest.mark.parametrize(
    "body",
    [
        "<div id='root'></div><script src='/main.js'></script>",
        "<app-root> </app-root><script src='/main.js'></script>",
        "<noscript>You need to enable JavaScript to run this app.</noscript>",
        "<noscript>Пожалуйста, включите JavaScript в браузере.</noscript>",
        "<noscript>Бұл сайт үшін JavaScript қосыңыз.</noscript>",
        "<p>This site requires JavaScript.</p>",
    ],
)
def test_a_page_that_only_scripts_fill_is_said_to_be_one(body: str) -> None:
    refuse(ScriptOnlyError, page(body, "Қала"))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<!-- none -->",
        page(),
        page("<div id='root'></div>"),
        page("<div id='root'><p>Мәтін</p></div><script></script>"),
        page("<div id='root'></div><script></script><p>" + LONG + "</p>"),
        page("<p>Бос бет</p><script src='//sdk.didomi.io/a.js'></script>"),
    ],
)
def test_an_empty_page_without_a_reason_is_left_to_others(html: str) -> None:
    check_walls(html, "", None, SITE)


def stated(free: object = "false", **data: object) -> str:
    node = {"@type": "NewsArticle", "isAccessibleForFree": free, **data}
    graph = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, node]})
    return f'<script type="application/ld+json">{graph}</script>'


LOCKED_HEADS = [
    stated(),
    stated(free=False),
    stated("False"),
    stated("https://schema.org/False"),
    '<script type="application/ld+json">{}</script>' + stated(),
    '<meta itemprop="isAccessibleForFree" content="false">',
    stated()[: -len("</script>")],
]


@pytest.mark.parametrize("head", LOCKED_HEADS)
def test_the_open_part_of_a_locked_article_is_said_to_be_one(head: str) -> None:
    html = article(SHORT, head=head)

    check_walls(html, SHORT, "Көпір ашылды", SITE)
    assert notes_of(html, SHORT) == (Note.OPEN_PART,)


@pytest.mark.parametrize("text", ["", "Жаңа көпір ашылды.", "сөз " * 60])
def test_a_locked_article_of_which_hardly_a_sentence_is_open_is_refused(text: str) -> None:
    refuse(PaywallError, article(text, head=stated()), text)


LOCKED_LINES = [
    "Subscribe to continue reading",
    "This article is for subscribers only",
    "Материал доступен только по подписке",
    "Чтобы прочитать статью целиком, войдите",
    "Мақаланы толық оқу үшін жазылыңыз",
    "Бұл материал тек жазылушыларға қолжетімді",
    "Devamını okumak için abone olun",
    "Dieser Artikel ist nur für Abonnenten",
    "La suite est réservée aux abonnés",
]


@pytest.mark.parametrize("line", LOCKED_LINES)
def test_an_article_that_breaks_off_before_a_call_is_an_open_part(line: str) -> None:
    html = article(SHORT, after=f"<div>{line}</div>")

    check_walls(html, SHORT, "Көпір ашылды", SITE)
    assert notes_of(html, SHORT) == (Note.OPEN_PART,)
    refuse(PaywallError, html, SENTENCE)


def test_a_call_in_a_script_is_not_shown() -> None:
    html = article(SHORT, after="<script>var a = 'Subscribe to continue reading'</script>")

    assert notes_of(html, SHORT) == ()


@pytest.mark.parametrize(
    "after",
    [
        "<p>Subscribe to our newsletter</p>",
        "<a>Вход для подписчиков</a>",
        "<p>Каналға жазылыңыз</p>",
    ],
)
def test_an_offer_of_a_newsletter_locks_nothing(after: str) -> None:
    html = article(SHORT, after=after)

    assert notes_of(html, SHORT) == ()
    check_walls(html, SENTENCE, None, SITE)


def test_a_long_article_is_whole_though_its_page_mentions_subscribers() -> None:
    text = LONG[:HINTED_CHARS]

    assert notes_of(article(text, after="<p>For subscribers only</p>"), text) == ()


def test_a_locked_article_that_came_whole_is_whole() -> None:
    assert notes_of(article(LONG, head=stated()), LONG[:OPEN_CHARS]) == ()
    words = len(LONG.split())
    assert notes_of(article(LONG, head=stated(wordCount=words)), LONG) == ()


def test_a_locked_article_that_is_shorter_than_stated_is_an_open_part() -> None:
    words = len(LONG.split()) * 2

    assert notes_of(article(LONG, head=stated(wordCount=words)), LONG) == (Note.OPEN_PART,)


def test_a_locked_article_that_tells_what_is_left_is_an_open_part() -> None:
    html = article(LONG, head=stated(), after="<p>Il vous reste 57 % de cet article à lire.</p>")

    assert notes_of(html, LONG) == (Note.OPEN_PART,)


@pytest.mark.parametrize("value", [True, "true", None])
def test_an_article_that_is_free_is_whole(value: object) -> None:
    assert notes_of(article(SHORT, head=stated(value)), SHORT) == ()


def test_what_scripts_say_of_other_articles_locks_nothing() -> None:
    html = article(SHORT, head='<script>{"isAccessibleForFree": false}</script>')

    assert notes_of(html, SHORT) == ()


@pytest.mark.parametrize(
    "piece", ["<h1>", "<title>", "application/ld+json isAccessibleForFree", "<"]
)
def test_a_page_of_one_piece_many_times_is_judged_soon(piece: str) -> None:
    html = piece * 50_000

    check_walls(html, "", None, SITE)
    assert notes_of(html, "") == ()


@given(st.text(max_size=200), st.text(max_size=HARDLY_ANY_CHARS * 2), st.none() | st.text())
def test_any_page_is_let_through_or_refused(inside: str, text: str, title: str | None) -> None:
    for html in (inside, article(inside, head=stated()), page(inside, inside)):
        assert set(notes_of(html, text)) <= {Note.OPEN_PART}
        with suppress(FetchError):
            check_walls(html, text, title, SITE)
