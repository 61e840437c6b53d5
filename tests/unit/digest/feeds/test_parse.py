"""Feeds as they are found in the world."""

import pytest

from bot.core.errors import NoFeedError
from bot.core.languages import KK, RU
from bot.core.models import Page
from bot.digest.feeds.entries import MAX_ENTRIES, MAX_LEAD_CHARS, Entry, ParsedFeed
from bot.digest.feeds.parse import read_feed
from tests.simulator.newsstand import NOON, Story, rss

SITE = "https://kala.kz/feed"
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="kz">
  <title>Қала жаңалықтары</title><id>tag:kala.kz,2026:1</id>
  <link rel="self" href="https://kala.kz/feed"/><link href="https://kala.kz/"/>
  <entry>
    <id>tag:kala.kz,2026:7</id>
    <title type="html">Мектеп &amp;amp; бақша &lt;b&gt;ашылды&lt;/b&gt;</title>
    <link rel="alternate" href="/jana/7"/><updated>2026-11-23T15:00:00+05:00</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Қалада мектеп
    ашылды.</p><p>Оған 600 бала барады.</p></div></content>
  </entry>
</feed>"""
RSS_1 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://kala.kz/"><title>Город</title><dc:language>ru</dc:language></channel>
  <item rdf:about="https://kala.kz/1"><title>В городе открыли новую школу на 600 мест</title>
    <link>https://kala.kz/1</link><description>Её строили два года.</description>
    <dc:date>2026-11-23T10:00:00Z</dc:date></item>
</rdf:RDF>"""
RUSSIAN = """<?xml version="1.0" encoding="windows-1251"?>
<rss version="2.0"><channel><title>Город</title><item>
<title>Школа &quot;Достык&quot; открылась в городе</title><link>https://kala.kz/2</link>
<guid isPermaLink="false">2</guid>
<description><![CDATA[<p>Новая&nbsp;школа открылась.</p><script>track()</script>]]></description>
</item></channel></rss>"""


def read(
    body: str | bytes, *, kind: str = "application/rss+xml", charset: str | None = None
) -> ParsedFeed:
    content = body.encode() if isinstance(body, str) else body
    return read_feed(Page(SITE, kind, charset, content))


def item(inside: str, *, head: str = "") -> Entry:
    (entry,) = read(
        f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel>{head}<item><title>Хабар</title><link>/1</link>{inside}</item></channel></rss>"
    ).entries
    return entry


def test_rss_is_read() -> None:
    feed = read(rss(Story("https://kala.kz/1", "Қалада жаңа мектеп ашылды", "Оны екі жыл салды.")))

    assert feed == ParsedFeed(
        "Қала жаңалықтары",
        KK,
        (
            Entry(
                guid="https://kala.kz/1",
                url="https://kala.kz/1",
                title="Қалада жаңа мектеп ашылды",
                lead="Оны екі жыл салды.",
                published=NOON,
                language=KK,
            ),
        ),
    )


def test_atom_is_read() -> None:
    feed = read(ATOM, kind="application/atom+xml")

    (entry,) = feed.entries
    assert (feed.title, feed.language) == ("Қала жаңалықтары", KK)
    assert entry.title == "Мектеп & бақша ашылды"
    assert entry.lead == "Қалада мектеп ашылды.\nОған 600 бала барады."
    assert (entry.guid, entry.url) == ("tag:kala.kz,2026:7", "https://kala.kz/jana/7")
    assert entry.published == NOON


def test_rss_1_is_read() -> None:
    feed = read(RSS_1, kind="application/rdf+xml")

    (entry,) = feed.entries
    assert (feed.title, feed.language, entry.language) == ("Город", RU, RU)
    assert (entry.lead, entry.published) == ("Её строили два года.", NOON)


@pytest.mark.parametrize("kind", ["text/xml", "application/rss+xml", "text/html", "text/plain"])
def test_the_encoding_is_the_declared_one_whatever_the_label(kind: str) -> None:
    (entry,) = read(RUSSIAN.encode("cp1251"), kind=kind).entries

    assert entry.title == 'Школа "Достык" открылась в городе'
    assert entry.lead == "Новая школа открылась."
    assert entry.language == RU


def test_an_encoding_of_the_header_is_taken() -> None:
    bare = RUSSIAN.replace(' encoding="windows-1251"', "").encode("cp1251")

    (entry,) = read(bare, charset="windows-1251").entries

    assert entry.title == 'Школа "Достык" открылась в городе'


def test_utf_16_is_read() -> None:
    body = rss(Story("https://kala.kz/1", "Мектеп")).decode().replace("utf-8", "utf-16")

    assert read(body.encode("utf-16")).entries[0].title == "Мектеп"


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    whole = rss(Story("https://kala.kz/1", "Бірінші"), Story("https://kala.kz/2", "Екінші & Ko"))
    broken = whole.replace(b"&amp;", b"&").removesuffix(b"</item></channel></rss>")

    assert {entry.title for entry in read(broken).entries} == {"Бірінші", "Екінші & Ko"}


def test_a_feed_may_be_empty_but_must_be_one() -> None:
    assert read(rss()).entries == ()
    assert read("<rss><channel/></rss>").entries == ()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "/etc/passwd",
        "https://kala.kz/feed",
        "{}",
        "[1]",
        "<html><body>A page on <rss > feeds</body></html>",
        "<!DOCTYPE html><head><title>x</title></head><feed >",
        "<?xml version='1.0'?><sitemapindex></sitemapindex>",
        "<y:feed xmlns:y='u'></y:feed>",
        "\x00\x01\x02",
    ],
)
def test_what_is_no_feed_is_refused_with_its_site(body: str) -> None:
    with pytest.raises(NoFeedError) as refused:
        read(body)

    assert refused.value.site == "kala.kz"


def test_what_breaks_the_parser_is_no_feed() -> None:
    with pytest.raises(NoFeedError):
        read(b'<?xml version="1.0" encoding="utf-\xbb8"?><rss><channel></channel></rss>')


def test_the_root_may_stand_behind_comments_and_sheets() -> None:
    prolog = "<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><!-- " + "x" * 3_000 + " -->"
    body = rss(Story("https://kala.kz/1", "Хабар")).decode().partition("?>")[2]

    assert len(read(prolog + body).entries) == 1


def test_without_a_date_there_is_none() -> None:
    assert item("").published is None
    assert item("<pubDate>кеше</pubDate>").published is None
    assert item("<pubDate>Mon, 23 Nov 0001 10:00:00 +0000</pubDate>").published is None


def test_an_update_is_the_date_where_there_is_no_other() -> None:
    entry = item(
        '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-11-23T10:00:00Z</dc:date>'
    )

    assert entry.published == NOON


def test_a_guid_that_is_an_address_serves_as_link() -> None:
    (entry,) = read(
        "<rss><channel><item><title>Хабар</title><guid>https://kala.kz/9</guid></item></channel></rss>"
    ).entries

    assert (entry.guid, entry.url) == ("https://kala.kz/9", "https://kala.kz/9")


def test_a_short_or_cut_summary_yields_to_the_text() -> None:
    text = "<p>Қалада мектеп ашылды.</p><p>Оған 600 бала барады.</p>"
    inside = f"<content:encoded><![CDATA[{text}]]></content:encoded>"
    cut = "<description>" + "Қалада мектеп ашылды " * 12 + "…</description>"
    whole = "<description>" + "Қалада мектеп ашылды. " * 12 + "</description>"

    assert item(inside + "<description>Қысқа</description>").lead.endswith("600 бала барады.")
    assert item(inside + whole).lead.startswith("Қалада мектеп ашылды. Қалада")
    assert item(cut).lead.endswith("ашылды …")


def test_a_huge_feed_is_read_in_part() -> None:
    stories = [Story(f"https://kala.kz/{n}", f"Хабар {n}", "сөз " * 600) for n in range(150)]

    entries = read(rss(*stories)).entries

    assert len(entries) == MAX_ENTRIES
    assert all(len(entry.lead) <= MAX_LEAD_CHARS for entry in entries)


def test_entities_within_entities_are_not_spread_out() -> None:
    bombs = "".join(f'<!ENTITY b{n} "{("&b" + str(n - 1) + ";") * 10}">\n' for n in range(1, 10))
    body = (
        f'<?xml version="1.0"?>\n<!DOCTYPE rss [\n<!ENTITY b0 "ха">\n{bombs}]>\n'
        "<rss version='2.0'><channel><title>x</title><item><title>&b9;</title>"
        "<link>https://kala.kz/1</link></item></channel></rss>"
    )

    assert all(len(entry.title) < 400 for entry in read(body).entries)


def test_an_external_entity_is_not_opened() -> None:
    body = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
        "<rss version='2.0'><channel><item><title>a&file;b</title>"
        "<link>https://kala.kz/1</link></item></channel></rss>"
    )

    assert {entry.title for entry in read(body).entries} <= {"ab", "a&file;b"}
