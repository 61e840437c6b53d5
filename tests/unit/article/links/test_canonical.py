from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.links.canonical import canonical, stated
from bot.article.links.tracking import untracked
from bot.article.links.urls import MAX_LINK_CHARS, parse_link
from bot.core.errors import BadLinkError

SET = Path(__file__).parents[3] / "data" / "canonical_links.tsv"
PAIRS = [
    line.split("\t")
    for line in SET.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]

PIECES = [
    "https://", "http://", "www.", "m.", "amp.", "lenta.ru", "youtu.be", "youtube.com", "t.me",
    "a.kz", "қаз", "google.kz", "x.cdn.ampproject.org", "rg-ru.turbopages.org", "vk.com", "x.com",
    "/", "/", "/amp", "/amp/s/", "/c/s/", "/s/", "/a/32012345.html", "/index.html", "/watch", ".",
    "/dQw4w9WgXcQ", "/durov/12", "/status/1", "/iv?url=https%3A%2F%2Fa.kz", ":8080", ":443", "%2e",
    "?", "&", "=", "utm_source=1", "amp=1", "ref=habr.com", "from=rss", "w=wall-1_2", "v=", "%",
    "#", "#!/", ":~:text=", "ж", "+", "%2F", ";jsessionid=1", "1",
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "one", "other", "why"), PAIRS)
def test_links_share_a_name_only_with_links_to_the_same_page(
    verdict: str, one: str, other: str, why: str
) -> None:
    assert (canonical(one) == canonical(other)) == (verdict == "same"), why


def test_the_set_is_large_enough_to_mean_something() -> None:
    verdicts = [verdict for verdict, *_ in PAIRS]

    assert verdicts.count("same") >= 75
    assert verdicts.count("other") >= 45


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_name_is_a_link_and_naming_it_changes_nothing(text: str) -> None:
    try:
        link = parse_link(text)
    except BadLinkError:
        return

    name = canonical(link)

    assert canonical(name) == name
    assert parse_link(name) == name


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_has_a_name_or_is_refused(text: str) -> None:
    with suppress(BadLinkError):
        assert canonical(text)


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_a_page_says_of_itself_is_a_name_or_ignored(text: str) -> None:
    name = stated("https://a.kz/news/2024/doroga", text)

    assert name is None or canonical(name) == name


@pytest.mark.parametrize(
    ("variant", "why"),
    [
        ("https://EGEMEN.kz/Article/1?id=7&page=2", "host"),
        ("https://egemen.kz/Article/1?page=2&id=7", "order"),
        ("http://www.egemen.kz/Article/1/?utm_source=tg&id=7&utm_medium=social&page=2", "utm"),
        ("https://egemen.kz/Article/1?from=rss&id=7&page=2#top", "rss"),
    ],
)
def test_a_name_keeps_what_the_page_depends_on(variant: str, why: str) -> None:
    assert canonical(variant) == "https://egemen.kz/Article/1?id=7&page=2", why


def test_a_page_without_a_query_has_none_in_its_name() -> None:
    assert canonical("https://a.kz/?utm_source=x#top") == "https://a.kz/"


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("http://1.2.3.4:8080/a/", "http://1.2.3.4:8080/a"),
        ("http://[2606:2800::1]/a", "https://[2606:2800::1]/a"),
        ("https://www.uni.intern/a-1", "https://uni.intern/a-1"),  # no known suffix
        ("https://music.youtube.com/watch?v=dQw4w9WgXcQ", None),
        ("https://www.youtube.com/@egemen", "https://youtube.com/@egemen"),
        ("https://youtu.be/short", "https://youtu.be/short"),
        ("https://t.me/joinchat/AbCdEf", None),
        ("https://t.me/iv?url=ftp://a.kz", None),
        ("https://x.com/aidos", None),
        ("https://vk.com/qazaqsha?z=1", None),
        ("https://svoboda.org/z/101", None),
        ("https://a-kz.cdn.ampproject.org/c/s/xn--a.kz/1", None),  # broken name inside
        ("https://a-kz.cdn.ampproject.org/c/s/a.kz", "https://a.kz/"),
    ],
)
def test_what_no_rule_is_sure_of_stays_as_it_is(link: str, name: str | None) -> None:
    assert canonical(link) == (name or link)


def test_a_link_that_https_would_make_too_long_keeps_its_scheme() -> None:
    link = "http://a.kz/".ljust(MAX_LINK_CHARS, "x")

    assert canonical(link) == link


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://a.kz/1?utm_source=tg&fbclid=Z#k", "https://a.kz/1#k"),
        ("https://a.kz/?p=7&utm_medium=x&b=%20", "https://a.kz/?p=7&b=%20"),
        ("https://www.a.kz/1/?b=2&a=1&amp=1", "https://www.a.kz/1/?b=2&a=1&amp=1"),
        ("https://a.kz/1?", "https://a.kz/1?"),
    ],
)
def test_a_link_that_others_see_does_not_follow_them(link: str, shown: str) -> None:
    assert untracked(link) == shown


def test_viewers_inside_viewers_are_opened_to_the_page() -> None:
    link = "https://egemen.kz/article/5"
    for _ in range(2):
        link = f"https://t.me/iv?url={quote(link, safe='')}"

    assert canonical(link) == "https://egemen.kz/article/5"


@pytest.mark.parametrize("text", ["", "egemen.kz", "ftp://a.kz/", "tg://resolve?domain=a&post=1"])
def test_what_is_no_web_link_has_no_name(text: str) -> None:
    with pytest.raises(BadLinkError):
        canonical(text)


ARTICLE = "https://www.inform.kz/ru/doroga-v-gory_a4012345"


@pytest.mark.parametrize(
    ("url", "href", "name"),
    [
        (ARTICLE, ARTICLE, "https://inform.kz/ru/doroga-v-gory_a4012345"),
        (ARTICLE + "?utm_source=x", "/ru/doroga-v-gory_a4012345", "https://inform.kz/ru/doroga-v-gory_a4012345"),
        (ARTICLE, "//inform.kz/ru/a4012345\n", "https://inform.kz/ru/a4012345"),
        ("https://blog.kz/?p=12", "https://blog.kz/qys-tez-keldi/", "https://blog.kz/qys-tez-keldi"),
        ("https://m.a.kz/news/5123", "https://a.kz/news/5123-doroga", "https://a.kz/news/5123-doroga"),
        ("https://sport.a.kz/5123", "https://a.kz/sport/5123", "https://a.kz/sport/5123"),
        ("https://a.kz/news/512/doroga", "https://a.kz/news/512", "https://a.kz/news/512"),
        ("https://a.kz/news?page=1", "https://a.kz/news", "https://a.kz/news"),
        ("https://a.kz/~x1", "https://a.kz/news/5123", "https://a.kz/news/5123"),
        ("https://a.kz/", "http://www.a.kz/", "https://a.kz/"),
        ("https://lenta.ru/doroga/", "https://lenta.ru/doroga/", "https://lenta.ru/doroga"),
    ],
)  # fmt: skip
def test_a_page_names_itself(url: str, href: str, name: str) -> None:
    assert stated(url, href) == name


@pytest.mark.parametrize(
    ("url", "href"),
    [
        (ARTICLE, None),
        (ARTICLE, ""),
        (ARTICLE, "  "),
        (ARTICLE, "https://egemen.kz/ru/doroga-v-gory_a4012345"),
        (ARTICLE, "https://kaz.inform.kz/ru/doroga-v-gory_a4012345"),
        (ARTICLE, "https://www.inform.kz/kz/doroga-v-gory_a4012345"),
        (ARTICLE, "https://www.inform.kz/doroga-v-gory_a4012345"),
        (ARTICLE, ARTICLE + "?lang=kk"),
        (ARTICLE, "https://www.inform.kz/"),
        (ARTICLE, "https://www.inform.kz/ru"),
        (ARTICLE, "https://www.inform.kz/ru/news"),
        (ARTICLE, "https://www.inform.kz:8080/ru/doroga-v-gory_a4012345"),
        (ARTICLE, "javascript:void(0)"),
        (ARTICLE, "http://[::1"),
        (ARTICLE, "https://reader:secret@www.inform.kz/ru/doroga-v-gory_a4012345"),
        (ARTICLE, "x" * 3_000),
        ("https://lat.egemen.kz/article/373412", "https://egemen.kz/article/373412"),
        ("https://a.blogspot.com/2024/01/a.html", "https://b.blogspot.com/2024/01/a.html"),
        ("https://a.kz/news-and-events-today/5123", "https://a.kz/news-and-events-today"),
        ("https://a.kz/doroga?page=2", "https://a.kz/doroga"),
        ("https://a.kz/2024/doroga/page/2/", "https://a.kz/2024/doroga/"),
        ("https://a.kz/", "https://a.kz/news/5123"),
        ("https://blog.kz/?p=12", "https://blog.kz/"),
    ],
)
def test_what_cannot_be_this_page_is_not_believed(url: str, href: str | None) -> None:
    assert stated(url, href) is None


def test_a_page_without_a_link_of_its_own_is_refused() -> None:
    with pytest.raises(BadLinkError):
        stated("egemen.kz", "https://egemen.kz/")
