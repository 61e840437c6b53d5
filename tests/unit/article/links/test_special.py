from base64 import urlsafe_b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.links.special import MAX_NESTED, LinkKind, Route, is_archive, route
from bot.article.links.urls import parse_link, read_url
from bot.core.errors import (
    BadLinkError,
    HiddenAddressError,
    NoArticleError,
    PrivatePostError,
    QysqaError,
)

POST = "https://t.me/qala_news/123?embed=1&mode=tme"
VIDEO = "https://www.youtube.com/watch?v=aB3_-xYz012"
TARGET = "https://a.kz/Мақала?id=7&t=a%20b"
READ = "https://a.kz/%D0%9C%D0%B0%D2%9B%D0%B0%D0%BB%D0%B0?id=7&t=a%20b"


def news_id(target: str, length: int | None = None) -> str:
    """Pack *target* as old links of Google News do, or claim another *length* for it."""
    packed = target.encode()
    size = len(packed) if length is None else length
    prefix = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
    data = b"\x08\x13\x22" + prefix + packed + b"\xd2\x01\x00"
    return urlsafe_b64encode(data).decode().rstrip("=")


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/qala_news/123",
        "http://www.t.me/qala_news/123/",
        "https://t.me/s/qala_news/123",
        "https://telegram.me/qala_news/123",
        "https://telegram.dog/qala_news/123?single",
        "https://t.me/qala_news/12/123",
        "https://t.me/qala_news/123?comment=45&thread=1",
        POST,
    ],
)
def test_a_link_to_a_post_leads_to_the_page_that_shows_it_alone(link: str) -> None:
    assert route(link) == Route(POST, LinkKind.POST)


def test_a_channel_may_stand_in_the_host() -> None:
    assert route("https://qalanews.t.me/5").address == "https://t.me/qalanews/5?embed=1&mode=tme"


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/c/1234567/89",
        "https://t.me/c/1234567/8/89",
        "https://t.me/+AbCdEfGh",
        "https://t.me/%2BAbCdEfGh",
        "https://t.me/joinchat/AbCdEfGh",
    ],
)
def test_what_only_members_see_is_said_to_be_closed(link: str) -> None:
    with pytest.raises(PrivatePostError) as caught:
        route(link)

    assert caught.value.site == "t.me"


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me",
        "https://t.me/qala_news",
        "https://t.me/s/qala_news",
        "https://t.me/addstickers/Cats",
        "https://t.me/qala_news/s/5",
        "https://t.me/qala_news/12345678901",
    ],
)
def test_what_else_telegram_has_is_no_article(link: str) -> None:
    with pytest.raises(NoArticleError):
        route(link)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.youtube.com/watch?v=aB3_-xYz012&t=35s&list=PL1",
        "https://youtube.com/watch?app=desktop&v=aB3_-xYz012",
        "https://m.youtube.com/watch?v=aB3_-xYz012",
        "https://music.youtube.com/watch?v=aB3_-xYz012",
        "https://youtu.be/aB3_-xYz012?si=abc",
        "https://www.youtube.com/shorts/aB3_-xYz012",
        "https://www.youtube.com/live/aB3_-xYz012?feature=share",
        "https://www.youtube-nocookie.com/embed/aB3_-xYz012",
        VIDEO,
    ],
)
def test_a_video_has_one_page(link: str) -> None:
    assert route(link) == Route(VIDEO, LinkKind.VIDEO)


@pytest.mark.parametrize(
    "link",
    [
        "https://a.kz/watch?v=aB3_-xYz012",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/ElevenChars",
        "https://youtu.be/a/aB3_-xYz012",
        "https://www.google.com/search?q=https://a.kz",
        "https://www.google.com/url?q=/search?q=a",
        "https://news.google.com/home?hl=ru",
        "https://yandex.ru/news/story/1",
        "https://web.archive.org/save/",
        "https://clck.ru/3Abc",
        "https://google.evil.example/amp/s/a.kz/b",
    ],
)
def test_any_other_link_stays_as_it_is(link: str) -> None:
    assert route(link) == Route(link, LinkKind.PAGE)


@pytest.mark.parametrize(
    "redirector",
    [
        "https://www.google.com/url?sa=t&q=",
        "https://www.google.co.uk/url?sa=t&url=",
        "https://www.google.kz/imgres?imgrefurl=",
        "https://consent.youtube.com/m?continue=",
        "https://www.youtube.com/redirect?event=video_description&q=",
        "https://l.facebook.com/l.php?u=",
        "https://lm.facebook.com/l.php?h=1&u=",
        "https://l.instagram.com/?u=",
        "https://vk.com/away.php?to=",
        "https://m.vk.com/away?to=",
        "https://away.vk.com/away.php?rh=1&to=",
        "https://yandex.kz/turbo?text=",
        "https://yandex.com.tr/turbo/?text=",
        "https://dzen.ru/away?to=",
        "https://out.reddit.com/?url=",
        "https://duckduckgo.com/l/?uddg=",
        "https://t.umblr.com/redirect?z=",
        "https://steamcommunity.com/linkfilter/?u=",
        "https://ok.ru/dk?cmd=logExternal&st.link=",
        "https://eur01.safelinks.protection.outlook.com/?data=1&url=",
        "https://t.me/iv?rhash=1&url=",
        "https://t.me/share/url?url=",
    ],
)
def test_a_redirector_that_names_its_target_is_passed_by(redirector: str) -> None:
    assert route(redirector + quote(TARGET, safe="")) == Route(READ, LinkKind.PAGE)


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://www.google.kz/amp/s/a.kz/amp/1?x=1", "https://a.kz/amp/1?x=1"),
        ("https://www.google.com/amp/a.kz/1", "http://a.kz/1"),
        ("https://a-kz.cdn.ampproject.org/c/s/a.kz/1?y=%2526", "https://a.kz/1?y=%2526"),
        ("https://a-kz.cdn.ampproject.org/v/a.kz/1", "http://a.kz/1"),
        ("https://yandex.ru/turbo/s/a.kz/1/", "https://a.kz/1/"),
        ("https://yandex.ru/turbo/a.kz/h/1", "http://a.kz/1"),
        ("https://a-kz.turbopages.org/a.kz/s/news/1", "https://a.kz/news/1"),
        ("https://a-kz.turbopages.org/turbo/a.kz/s/news/1", "https://a.kz/news/1"),
        (
            "https://translated.turbopages.org/proxy_u/en-ru.ru.1/https/a.kz/b/c?d=e",
            "https://a.kz/b/c?d=e",
        ),
    ],
)
def test_a_target_in_the_path_is_read_from_there(link: str, target: str) -> None:
    assert route(link) == Route(target, LinkKind.PAGE)


def test_a_target_is_routed_itself() -> None:
    assert route("https://vk.com/away.php?to=" + quote("https://youtu.be/aB3_-xYz012")) == Route(
        VIDEO, LinkKind.VIDEO
    )


def nested(times: int) -> str:
    link = TARGET
    for _ in range(times):
        link = "https://vk.com/away.php?to=" + quote(link, safe="")
    return link


def test_redirectors_may_stand_in_each_other_to_a_depth() -> None:
    assert route(nested(MAX_NESTED)).address == READ
    with pytest.raises(BadLinkError):
        route(nested(MAX_NESTED + 1))


@pytest.mark.parametrize(
    "target", ["https://user@a.kz/", "http://", "https://a.kz\\@b.kz/", "https://a.kz/\u0007"]
)
def test_a_target_is_read_as_strictly_as_a_link(target: str) -> None:
    with pytest.raises(BadLinkError):
        route("https://vk.com/away.php?to=" + quote(target, safe=""))


@pytest.mark.parametrize("place", ["articles/{}", "rss/articles/{}?oc=5", "read/{}=="])
def test_an_old_link_of_google_news_holds_its_target(place: str) -> None:
    link = "https://news.google.com/" + place.format(news_id("https://a.kz/1"))

    assert route(link) == Route("https://a.kz/1", LinkKind.PAGE)


def test_a_long_target_in_google_news_has_its_length_in_two_bytes() -> None:
    target = "https://a.kz/" + "x" * 200

    assert route(f"https://news.google.com/articles/{news_id(target)}").address == target


@pytest.mark.parametrize(
    "article",
    [
        news_id("AU_yqLMabcdef"),
        news_id("https://a.kz/1", length=120),
        urlsafe_b64encode(b"\x08\x13\x22\x03\xff\xfe\xfd").decode(),
        urlsafe_b64encode(b"no buffer").decode(),
        "CBMia",
    ],
)
def test_a_new_link_of_google_news_hides_its_target(article: str) -> None:
    with pytest.raises(HiddenAddressError) as caught:
        route(f"https://news.google.com/rss/articles/{article}")

    assert caught.value.site == "news.google.com"


@pytest.mark.parametrize(
    ("link", "copy"),
    [
        ("20200102030405/https://a.kz/x?y=1", "20200102030405id_/https://a.kz/x?y=1"),
        ("20200102030405if_/http://a.kz/x", "20200102030405id_/http://a.kz/x"),
        ("20200102030405/http:/a.kz/x", "20200102030405id_/http://a.kz/x"),
        ("2020*/https://a.kz/", "2020id_/https://a.kz/"),
        ("*/https://a.kz/", "2id_/https://a.kz/"),
        ("https://a.kz/", "2id_/https://a.kz/"),
        ("2020/a.kz/x", "2020id_/https://a.kz/x"),
        ("2020id_/https://a.kz/?q=%20a", "2020id_/https://a.kz/?q=%20a"),
    ],
)
def test_the_wayback_machine_is_asked_for_the_bare_copy(link: str, copy: str) -> None:
    found = route(f"https://web.archive.org/web/{link}")

    assert found == Route(f"https://web.archive.org/web/{copy}", LinkKind.ARCHIVE)
    assert is_archive(found.address)


def test_a_copy_of_what_is_no_address_is_refused() -> None:
    with pytest.raises(BadLinkError):
        route("https://web.archive.org/web/2020/nothing")


@pytest.mark.parametrize("host", ["archive.ph", "archive.is", "archive.today", "perma.cc"])
def test_other_archives_are_read_as_they_are(host: str) -> None:
    assert route(f"https://{host}/AbCd1") == Route(f"https://{host}/AbCd1", LinkKind.ARCHIVE)
    assert is_archive(f"https://{host}/AbCd1")


def test_a_page_of_its_own_is_no_archived_copy() -> None:
    assert not is_archive("https://a.kz/archive/2020")
    assert not is_archive("https://web.archive.org/save")


hosts = st.sampled_from(
    ["t.me", "youtu.be", "www.youtube.com", "news.google.com", "www.google.kz", "vk.com",
     "web.archive.org", "yandex.ru", "a.turbopages.org", "a.cdn.ampproject.org", "a.kz"]
)  # fmt: skip
paths = st.sampled_from(
    ["", "s/", "url?q=", "away.php?to=", "watch?v=", "rss/articles/", "amp/s/", "c/s/", "turbo/",
     "turbo?text=", "web/2020/", "web/", "iv?url=", "+"]
)  # fmt: skip
links = st.builds(
    "https://{}/{}{}".format, hosts, paths, st.text(max_size=40) | st.from_regex(r"\Ahttps?://\S*")
)


@given(links)
def test_any_link_is_refused_or_led_to_an_address_that_leads_to_itself(link: str) -> None:
    try:
        found = route(parse_link(link))
    except QysqaError:
        return
    assert str(read_url(found.address)) == found.address
    assert route(found.address) == found


@given(st.binary(max_size=80))
def test_any_bytes_in_google_news_are_refused_or_led_somewhere(data: bytes) -> None:
    article = urlsafe_b64encode(data).decode().rstrip("=") or "A"
    try:
        found = route(f"https://news.google.com/read/{article}")
    except QysqaError:
        return
    assert read_url(found.address)
