"""A page becomes an article: what is on it, how much of it, and what it calls itself."""

from datetime import date

import pytest

from bot.article.links.special import LinkKind
from bot.article.read_page import read_html, read_page
from bot.core.errors import NoArticleError, PrivatePostError, ScriptOnlyError, SoftNotFoundError
from bot.core.models import HtmlRequest, Note, Page

TEXT = (
    "Қайыңсай ауылының оқушылары өз қолдарымен метеостанция құрастырды.\n\n"
    "Станция наурыз айынан бері үзіліссіз жұмыс істейді."
)
PAGE = (
    "<html><head><title>Станция\u00a0 туралы</title>"
    '<meta property="article:published_time" content="2026-09-18"></head><body><article>'
    + "".join(f"<p>{line} Болжам ауылдың чатына жіберіледі.</p>" for line in TEXT.split("\n\n"))
    + "</article></body></html>"
)


def test_a_page_becomes_an_article_of_its_site() -> None:
    article = read_html(HtmlRequest(PAGE, "https://www.a.kz/1"))

    assert article.text.startswith("Қайыңсай ауылының оқушылары")
    assert (article.title, article.site) == ("Станция туралы", "a.kz")
    assert (article.url, article.published) == ("https://www.a.kz/1", date(2026, 9, 18))
    assert article.language == "kk"


def test_a_page_from_nowhere_has_no_site() -> None:
    article = read_html(HtmlRequest(PAGE.replace("<title>Станция\u00a0 туралы</title>", "")))

    assert (article.url, article.site) == (None, None)


@pytest.mark.parametrize("html", ["<p>", "<article><p>123 456 789.</p></article>"])
@pytest.mark.parametrize(("url", "site"), [("https://a.kz/", "a.kz"), (None, "")])
def test_a_page_without_letters_has_no_article(html: str, url: str | None, site: str) -> None:
    with pytest.raises(NoArticleError) as failed:
        read_html(HtmlRequest(html, url))

    assert failed.value.site == site


def test_a_fetched_page_keeps_its_address() -> None:
    page = Page("https://a.kz/1", "text/html", "windows-1251", PAGE.encode("utf-8"))

    assert read_page(page).url == "https://a.kz/1"


@pytest.mark.parametrize("kind", ["text/plain", "text/markdown"])
def test_plain_text_from_a_site_is_read_as_text(kind: str) -> None:
    article = read_page(Page("https://www.a.kz/1.txt", kind, None, TEXT.encode()))

    assert (article.text, article.url, article.site) == (TEXT, "https://www.a.kz/1.txt", "a.kz")


LOCKED = PAGE.replace("</p>", " Қалған болжам тақтада тұрады.</p>").replace(
    "</head>",
    '<script type="application/ld+json">{"@type": "NewsArticle",'
    ' "isAccessibleForFree": false}</script></head>',
)
POST = (
    '<html><body><div class="tgme_widget_message js-widget_message" data-post="auyl/5">'
    '<a class="tgme_widget_message_owner_name" href="https://t.me/auyl"><span>Ауыл</span></a>'
    f'<div class="tgme_widget_message_text js-message_text" dir="auto">{TEXT}</div>'
    '<time datetime="2026-09-18T10:00:00+05:00">10:00</time></div></body></html>'
)
CLOSED = (
    '<html><body><div class="tgme_widget_message_error">Channel is private</div></body></html>'
)
SILENT = POST.replace(TEXT, "")


def test_a_page_that_says_there_is_none_or_needs_scripts_is_told_apart() -> None:
    gone = "<html><head><title>404 — бет табылмады</title></head><body><p>404</p></body></html>"
    shell = '<html><body><div id="root"></div><script src="/a.js"></script></body></html>'

    for html, error in ((gone, SoftNotFoundError), (shell, ScriptOnlyError)):
        with pytest.raises(error):
            read_html(HtmlRequest(html, "https://a.kz/1"))
        with pytest.raises(NoArticleError):  # of a file that was sent no site can say that
            read_html(HtmlRequest(html))


def test_what_an_article_lacks_is_noted() -> None:
    assert read_html(HtmlRequest(PAGE, "https://a.kz/1")).notes == ()
    assert read_html(HtmlRequest(LOCKED, "https://a.kz/1")).notes == (Note.OPEN_PART,)
    kept = "https://web.archive.org/web/20260918000000id_/https://a.kz/1"
    assert read_html(HtmlRequest(PAGE, kept)).notes == (Note.ARCHIVED_COPY,)


def test_the_name_that_a_page_gives_itself_is_kept_if_it_is_on_its_site() -> None:
    def named(href: str) -> str | None:
        html = PAGE.replace("</head>", f'<link rel="canonical" href="{href}"></head>')
        return read_html(HtmlRequest(html, "https://a.kz/1/metostansiya?ref=x")).canonical

    assert named("/1/metostansiya") == "https://a.kz/1/metostansiya"
    assert named("https://elsewhere.kz/1/metostansiya") is None


def test_all_that_a_page_shows_comes_along() -> None:
    visible = read_html(HtmlRequest(PAGE, "https://a.kz/1")).visible

    assert visible is not None
    assert all(line in visible for line in TEXT.split("\n\n"))


def test_a_post_is_read_from_its_channel() -> None:
    page = Page("https://t.me/auyl/5?embed=1&mode=tme", "text/html", "utf-8", POST.encode())
    article = read_page(page, LinkKind.POST)

    assert article.text.split() == TEXT.split()
    assert (article.site, article.author) == ("t.me/auyl", "Ауыл")
    assert (article.url, article.published) == ("https://t.me/auyl/5", date(2026, 9, 18))


@pytest.mark.parametrize(("html", "error"), [(CLOSED, PrivatePostError), (SILENT, NoArticleError)])
def test_a_post_that_cannot_be_read_is_refused(html: str, error: type[Exception]) -> None:
    page = Page("https://t.me/auyl/5?embed=1&mode=tme", "text/html", "utf-8", html.encode())

    with pytest.raises(error):
        read_page(page, LinkKind.POST)


def test_of_a_video_the_description_is_read_and_that_is_said() -> None:
    line = "Бұл бейнеде ауыл оқушылары метеостанцияны қалай құрастырғанын көрсетеді."
    html = (
        f"<html><head><title>x - YouTube</title><meta property='og:title' content='Станция'>"
        f"<meta property='og:description' content='{' '.join([line] * 6)}'></head>"
        "<body></body></html>"
    )
    url = "https://www.youtube.com/watch?v=abcdefghijk"
    article = read_page(Page(url, "text/html", "utf-8", html.encode()), LinkKind.VIDEO)

    assert (article.title, article.url, article.site) == ("Станция", url, "youtube.com")
    assert article.notes == (Note.SOUND_NOT_READ,)
    assert article.text.startswith(line)


def test_a_text_without_letters_is_no_article() -> None:
    with pytest.raises(NoArticleError):
        read_page(Page("https://a.kz/1.txt", "text/plain", None, b"123 456"))


def headlines(count: int, end: str = "") -> str:
    lines = (f"Қалада {number} жаңа көше ашылды, тұрғындар риза{end}" for number in range(count))
    return f"<html><body><article>{''.join(f'<p>{line}</p>' for line in lines)}</article></body>"


def test_a_front_page_is_no_article() -> None:
    with pytest.raises(NoArticleError) as refused:
        read_html(HtmlRequest(headlines(30), "https://a.kz/"))
    assert refused.value.site == "a.kz"


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (headlines(30, "."), "https://a.kz/"),
        (headlines(30, ".»"), "https://a.kz/"),
        (headlines(6), "https://a.kz/"),
        (headlines(30), None),
    ],
    ids=["sentences", "quotations", "a few lines", "a file that was sent"],
)
def test_other_lines_are_an_article(html: str, url: str | None) -> None:
    assert read_html(HtmlRequest(html, url)).text.startswith("Қалада 0 жаңа көше")
