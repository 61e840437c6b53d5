import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.links.urls import MAX_LINK_CHARS, find_links, parse_link, site
from bot.core.errors import BadLinkError


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://egemen.kz/article/1", "https://egemen.kz/article/1"),
        ("  http://egemen.kz/a \n", "http://egemen.kz/a"),
        ("egemen.kz/a", "https://egemen.kz/a"),
        ("egemen.kz", "https://egemen.kz"),
        ("WWW.Zakon.KZ/Path", "https://www.zakon.kz/Path"),
        ("inform.kz:443/x", "https://inform.kz/x"),
        ("inform.kz?id=5", "https://inform.kz/?id=5"),
        ("xn--80aaa0a6awh12ed.xn--80ao21a/a", "https://xn--80aaa0a6awh12ed.xn--80ao21a/a"),
        ("қазақстан.қаз", "https://xn--80aaa0a6awh12ed.xn--80ao21a"),
        ("HTTP://Президент.РФ/", "http://xn--d1abbgf6aiiy.xn--p1ai/"),
        ("https://kk.wikipedia.org/wiki/Ай", "https://kk.wikipedia.org/wiki/%D0%90%D0%B9"),
        ("https://a.kz/x\u200b", "https://a.kz/x"),
        ("https://a.kz./x", "https://a.kz/x"),
        ("https://my_blog.example.com/", "https://my_blog.example.com/"),
        ("http://[2606:2800:0:0::1]/x", "http://[2606:2800::1]/x"),
        ("http://a.kz?@127.0.0.1/", "http://a.kz/?@127.0.0.1/"),
        ("http://a.kz:/x", "http://a.kz/x"),
        ("https://a.kz/\u202egnp.exe", "https://a.kz/%E2%80%AEgnp.exe"),
    ],
)
def test_a_link_is_read_in_the_form_it_is_fetched(text: str, link: str) -> None:
    assert parse_link(text) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "жоқ",
        "README",
        "3.14",
        ".kz",
        "a.k",
        "someone@example.com",
        "ftp://a.kz/x",
        "mailto:a@b.kz",
        "javascript:alert(1)",
        "data:text/html,<p>x</p>",
        "//a.kz/x",
        "http:///a.kz",
        "http:/a.kz",
        "https://",
        "https://reader@a.kz/",
        "https://reader:secret@a.kz/",
        "https://a.kz\\@b.kz/",
        "https://a.kz/two words",
        "https://a.kz/\x00",
        "https://a.kz/\ud800",
        "https://a.kz/line\nbreak",
        "https://a.kz%2f.b.kz/",
        "https://a..kz/",
        "https://.../",
        "https://a;b.kz/",
        "https://xn--/",
        "https://" + "a" * 64 + ".kz/",
        "https://" + "a." * 127 + "kz/",
        "https://ж" + "\u0301" * 60 + ".kz/",
        "https://a.kz:65536/",
        "https://a.kz:-1/",
        "https://a.kz:８０/",
        "https://a.kz:80:90/",
        "http://[::1/",
        "http://[::1].a.kz/",
        "http://[]/",
        "http://[fe80::1%25eth0]/",
        "http://[1.2.3.4]/",
        "https://a.kz/" + "x" * MAX_LINK_CHARS,
        "https://a.kz/" + "ж" * (MAX_LINK_CHARS // 3),  # too long once encoded
    ],
)
def test_what_is_no_clear_web_address_is_refused(text: str) -> None:
    with pytest.raises(BadLinkError):
        parse_link(text)


@given(st.text() | st.from_regex(r"https?://[^ ]*", fullmatch=True))
def test_any_text_is_refused_or_read_to_a_stable_ascii_link(text: str) -> None:
    try:
        link = parse_link(text)
    except BadLinkError:
        return
    assert link.isascii()
    assert link.startswith(("http://", "https://"))
    assert parse_link(link) == link
    assert site(link)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.egemen.kz/a", "egemen.kz"),
        ("https://lat.egemen.kz/a", "lat.egemen.kz"),
        ("https://xn--d1abbgf6aiiy.xn--p1ai/", "президент.рф"),
        ("https://xn--kln-sna.de/", "köln.de"),
        ("http://www.kz/", "www.kz"),
        ("http://[2606:2800::1]/", "2606:2800::1"),
        ("http://gооd.kz/", "xn--gd-fmca.kz"),  # Cyrillic о between Latin g and d
    ],
)
def test_a_site_is_named_as_people_know_it(url: str, name: str) -> None:
    assert site(url) == name


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Сілтеме: https://egemen.kz/a.", ["https://egemen.kz/a"]),
        ("(см. http://a.kz/x), и http://b.kz/y!", ["http://a.kz/x", "http://b.kz/y"]),
        ("https://ru.wikipedia.org/wiki/Ай_(река)", ["https://ru.wikipedia.org/wiki/Ай_(река)"]),
        ("«https://a.kz/x»", ["https://a.kz/x"]),
        ("<https://a.kz/x>", ["https://a.kz/x"]),
        ("[text](https://a.kz/x).", ["https://a.kz/x"]),
        ("HTTPS://A.KZ/x…", ["HTTPS://A.KZ/x"]),
        ("https://a.kz/x?y=1;", ["https://a.kz/x?y=1"]),
        ("https://... http:// a.kz", []),
        ("https://a.kz/" + "x" * MAX_LINK_CHARS, []),
        ("сілтеме жоқ", []),
    ],
)
def test_links_are_found_without_the_punctuation_after_them(text: str, links: list[str]) -> None:
    assert find_links(text) == links


@given(st.text())
def test_found_links_stand_in_the_text_and_end_in_no_stop(text: str) -> None:
    written = f"https://a.kz/{text}"

    found = find_links(written)

    assert all(link in written and not link.endswith(".") for link in found)
