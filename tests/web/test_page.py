"""The local page: samples, pasted text, links, refusals, and nobody else's words as code."""

import json
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientResponse, FormData, web
from aiohttp.test_utils import TestClient, TestServer
from lxml import html as lxml_html

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.article.documents.paragraphs import MAX_TEXT_CHARS
from bot.article.samples import sample
from bot.build import House
from bot.core.errors import QysqaError
from bot.core.languages import EN, INTERFACE_LANGUAGES, KK, RU
from bot.core.models import LanguageCode
from bot.i18n import failures
from bot.i18n.catalogs import ENGLISH, load_catalogs, locales_folder
from bot.web.forms import MAX_FORM_BYTES
from bot.web.health import is_well, serving_health
from bot.web.server import page_application, serving_page
from bot.web.stages import NDJSON
from tests.leaves import leaves
from tests.unit.cli.running import PAGE
from tests.unit.web.wellness import Patient, no_metrics

Client = TestClient[web.Request, web.Application]
Element = Any  # lxml's

HOSTILE = "</textarea><script>alert(1)</script>\"'&<b>"


@pytest.fixture
async def page(house: House) -> AsyncIterator[Client]:
    async with TestClient(TestServer(page_application(house.qysqa))) as client:
        yield client


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """A web site on loopback with one article."""

    async def answer(request: web.Request) -> web.Response:
        if request.path != "/article":
            raise web.HTTPNotFound
        return web.Response(text=PAGE, content_type="text/html")

    app = web.Application()
    app.router.add_get("/{any:.*}", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


async def read(response: ClientResponse) -> Element:
    return lxml_html.fromstring(await response.text())


def form_with(name: str, content: bytes) -> FormData:
    fields = FormData()
    kind = "application/octet-stream"
    fields.add_field("file", BytesIO(content), filename=name, content_type=kind)
    return fields


async def paste(page: Client, source: str, ui: str = "en", **fields: str) -> ClientResponse:
    to = [("to", code) for code in fields.pop("to", "").split()]
    return await page.post(f"/?ui={ui}", data=[("source", source), *fields.items(), *to])


def told(document: Element) -> list[str]:
    return [one.text_content() for one in document.xpath("//*[@role='alert']")]


def kept(document: Element) -> str:
    """What stands in the text field; a browser drops the first end of line."""
    return str(document.xpath("//textarea")[0].text_content()).removeprefix("\n")


def marks(document: Element) -> dict[str, str]:
    """The marked sentences of the article by their anchors, without the links back."""
    return {one.get("id"): one.xpath("string(span)") for one in document.xpath("//mark")}


def rows(document: Element) -> list[Element]:
    return list(document.xpath("//ol/li[@data-at]"))


def columns(row: Element) -> list[str]:
    """The languages of a sentence's own words and of their translations."""
    return [str(one.get("lang")) for one in row.xpath("div/p[@lang]")]


def chosen(document: Element) -> list[str]:
    """What is ticked in the form."""
    return list(document.xpath("//input[@checked]/@value"))


async def staged(response: ClientResponse) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (await response.text()).splitlines()]


async def test_the_empty_page_offers_the_form_and_the_samples(page: Client) -> None:
    response = await page.get("/")
    document = await read(response)

    assert response.status == 200
    assert document.get("lang") == "en"
    assert told(document) == []
    assert kept(document) == ""
    assert chosen(document) == ["medium", "kk", "ru", "en", "Cyrl"]
    links = document.xpath("//section[@class='samples']//a/@href")
    query = "ui=en&length=medium&to=kk&to=ru&to=en&script=Cyrl"
    assert links == [f"/?{query}&sample={code}#summary" for code in INTERFACE_LANGUAGES]
    assert rows(document) == []


@pytest.mark.parametrize(
    ("query", "ticked"),
    [
        ("to=ru&to=kk&length=short&script=Latn", ["short", "kk", "ru", "Latn"]),
        ("to=&length=&script=", ["medium", "Cyrl"]),
        ("to=fr&length=x&script=Zzzz", ["medium", "Cyrl"]),
    ],
)
async def test_the_address_says_how_answers_are_to_look(
    page: Client, query: str, ticked: list[str]
) -> None:
    document = await read(await page.get(f"/?{query}"))

    assert chosen(document) == ticked


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
async def test_a_sample_is_shown_with_its_translations_and_places(
    page: Client, language: LanguageCode
) -> None:
    document = await read(await page.get(f"/?ui={language}&sample={language}"))

    assert document.get("lang") == language
    found = rows(document)
    assert columns(found[0]) == [
        language,
        *(one for one in INTERFACE_LANGUAGES if one != language),
    ]
    anchors = document.xpath("//p[@class='place']/a/@href")
    assert anchors == [f"#s{number}" for number in range(1, 6)]
    originals = [row.xpath("string(div[1]/p[1])") for row in found]
    assert marks(document) == {f"s{n}": text for n, text in enumerate(originals, 1)}
    assert len(document.xpath("//p[@class='titles']")) == 2
    assert kept(document).split() == sample(language).content.decode().split()
    assert document.xpath("//details[@class='removed']//li")


async def test_a_sample_that_is_not_there_is_the_empty_page(page: Client) -> None:
    for query in ("sample=fr", "sample=", "sample=xx&ui=xx"):
        response = await page.get(f"/?{query}")
        assert response.status == 200
        assert rows(await read(response)) == []


@pytest.mark.parametrize(
    ("query", "browser", "language"),
    [
        ("", "kk-KZ,kk;q=0.9,ru", KK),
        ("", "ru;q=0.5", RU),
        ("", "de", EN),
        ("?ui=ru", "kk", RU),
        ("?ui=xx", "kk", EN),
    ],
)
async def test_the_page_speaks_the_language_of_the_link_or_the_browser(
    page: Client, query: str, browser: str, language: str
) -> None:
    document = await read(await page.get(f"/{query}", headers={"Accept-Language": browser}))

    assert document.get("lang") == language
    assert document.xpath("//nav/button[@aria-current]/@lang") == [language]
    assert document.xpath("//form/@action") == [f"/?ui={language}"]


async def test_pasted_text_is_shortened_and_the_form_stays_filled(page: Client) -> None:
    text = sample(KK).content.decode()
    document = await read(await paste(page, text, ui="kk", length="short", to="ru"))

    assert kept(document).split() == text.split()
    assert chosen(document) == ["short", "ru", "Cyrl"]
    assert [columns(row) for row in rows(document)] == [["kk", "ru"]] * 3


async def test_a_link_is_opened_and_leads_back_to_its_page(page: Client, site: str) -> None:
    document = await read(await paste(page, f" {site}/article ", to="en"))

    assert document.xpath("//h2/a/@href") == [f"{site}/article"]
    links = document.xpath("//p[@class='place']/a[2]/@href")
    assert [link.partition("#")[0] for link in links] == [f"{site}/article"] * 5
    assert all(":~:text=" in link for link in links)
    assert kept(document) == f" {site}/article "
    assert "".join(document.xpath("//p[@class='meta']/text()")).startswith(
        "127.0.0.1 · reading time"
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "Send me a link to an article, or its text."),
        ("12 345 !", "Send me a link to an article, or its text."),
        ("Бір сөйлем. Екі сөйлем.", "This text is already short (sentences: 2)."),
        ("https://a..kz/", "This is not a link I can open."),
        ("http://10.0.0.1/", "I only open pages on the public internet."),
        ("{site}/404", "127.0.0.1 has no such page: it answered “404”."),
        ("http://127.0.0.1:9/", "127.0.0.1 does not accept a connection."),
    ],
)
async def test_what_goes_wrong_is_said_and_the_text_stays(
    page: Client, site: str, source: str, sentence: str
) -> None:
    filled = source.format(site=site)
    response = await paste(page, filled, length="long", to="kk")
    document = await read(response)

    assert response.status == 422
    assert told(document)[0].startswith(sentence)
    assert kept(document) == filled
    assert chosen(document) == ["long", "kk", "Cyrl"]


def raised(leaf: type[QysqaError]) -> QysqaError:
    for args in ((), ("a",), (3,), ("a", 404), ("a", ("b",))):
        try:
            error = leaf(*args)
            failures.failure(ENGLISH, error)
        except (TypeError, ValueError):
            continue
        return error
    raise AssertionError(leaf)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
async def test_every_failure_has_its_sentence_on_the_page(
    house: House, page: Client, monkeypatch: pytest.MonkeyPatch, language: LanguageCode
) -> None:
    t = load_catalogs(locales_folder())[language]
    for error in map(raised, leaves()):

        async def fail(*_: object, error: QysqaError = error) -> None:
            raise error

        monkeypatch.setattr("bot.service.summarize.SummarizeArticle.with_article", fail)
        response = await paste(page, "Мәтін", ui=language)
        document = await read(response)
        assert response.status == 422
        assert told(document) == [failures.failure(t, error, failures.Where.PAGE)]
        assert kept(document) == "Мәтін"


async def test_a_bug_is_told_with_a_code_and_whom_to_write_to(
    page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.service.summarize.SummarizeArticle.with_article", fail)
    response = await paste(page, "Мәтін")
    [said] = told(await read(response))

    assert response.status == 500
    assert re.fullmatch(r"Something broke on my side \(code [0-9a-f]{8}\)\. .* @aigul\.", said)


async def test_a_form_that_is_too_large_is_refused(page: Client) -> None:
    body = BytesIO(b"source=" + b"a" * MAX_FORM_BYTES)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    response = await page.post("/", data=body, headers=kind)

    assert response.status == 422
    assert told(await read(response))[0].startswith("This is too large: my limit is 6 MB.")
    assert MAX_FORM_BYTES > 6 * MAX_TEXT_CHARS


async def test_the_parts_of_a_form_count_together(page: Client) -> None:
    fields = FormData()
    for number in range(3):
        half = BytesIO(b"a" * (MAX_FORM_BYTES // 2))
        fields.add_field(f"part{number}", half, content_type="text/plain")
    response = await page.post("/", data=fields)

    assert response.status == 422
    assert told(await read(response))[0].startswith("This is too large: my limit is 6 MB.")


@pytest.mark.parametrize(
    "head",
    [
        b"A" * 10_000,
        b'Content-Disposition: form-data; name="file"; filename="\x00.txt"',
        b'Content-Disposition: form-data; name="_charset_"\r\n\r\n' + b"x" * 50,
    ],
)
async def test_what_breaks_a_forms_grammar_is_refused_and_not_logged(
    page: Client, head: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    body = b"--B\r\n" + head + b"\r\n\r\na\r\n--B--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=B"}
    response = await page.post("/", data=body, headers=kind)

    assert response.status == 400
    assert not caplog.records


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "image/png"])
async def test_a_form_that_is_none_is_refused(page: Client, kind: str) -> None:
    response = await page.post("/", data=b"source=\xff\xfe", headers={"Content-Type": kind})
    bogus = await page.post("/", data=b"source=a", headers={"Content-Type": f"{kind}; charset=x"})

    assert {response.status, bogus.status} <= {400, 422}


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.", "127.0.0.1:80:80", "[::1", "", "a b"],
)
async def test_other_names_for_this_machine_are_refused(page: Client, host: str) -> None:
    response = await page.get("/", headers={"Host": host})

    assert response.status in {400, 403}
    assert "<form" not in await response.text()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8080", "LOCALHOST", "[::1]:8080"])
async def test_its_own_names_are_served(page: Client, host: str) -> None:
    response = await page.get("/", headers={"Host": host})

    assert response.status == 200


async def test_forms_of_other_sites_are_refused(page: Client) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        response = await page.post("/", data={"source": "a"}, headers={"Origin": origin})
        assert (response.status, await response.text()) == (
            403,
            "This form belongs to another site.",
        )
    own = str(page.make_url("")).rstrip("/")
    assert (await page.post("/", data={"source": ""}, headers={"Origin": own})).status == 422


async def test_a_file_is_read_whatever_stands_in_the_text_field(page: Client) -> None:
    fields = form_with("weather.txt", sample(KK).content)
    fields.add_field("source", "https://example.com/")
    fields.add_field("to", "ru")
    document = await read(await page.post("/?ui=en", data=fields))

    assert [columns(row) for row in rows(document)] == [["kk", "ru"]] * 5
    assert kept(document) == "https://example.com/"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.png", b"\x89PNG" + bytes(99), "I cannot read this kind of file: a.png."),
        ("big.txt", b"a" * (MAX_FILE_BYTES + 1), "This is too large: my limit is 20 MB."),
        ("", b"", "Send me a link to an article, or its text."),
    ],
)
@pytest.mark.parametrize("kind", ["text/html", NDJSON])
async def test_a_file_that_cannot_be_read_is_refused(
    page: Client, name: str, content: bytes, said: str, kind: str
) -> None:
    response = await page.post("/?ui=en", data=form_with(name, content), headers={"Accept": kind})

    if kind == NDJSON:
        [last] = [line for line in await staged(response) if "stage" not in line]
        assert (last["error"].startswith(said), last["gone"]) == (True, False)
    else:
        assert response.status == 422
        assert told(await read(response))[0].startswith(said)


async def test_a_refusal_comes_before_the_whole_file(page: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(2000):
            yield bytes(2**16)
        raise AssertionError("all of it was taken")

    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    with suppress(ClientConnectionError):  # the server may hang up on whoever goes on sending
        response = await page.post("/", data=endless(), headers=kind)
        assert response.status == 422


async def test_forms_with_too_many_parts_are_refused(page: Client) -> None:
    fields = FormData()
    for number in range(99):
        fields.add_field("to", str(number), content_type="text/plain")

    assert (await page.post("/", data=fields)).status == 400


async def test_nested_forms_and_broken_letters_are_refused(page: Client) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="source"\r\n'
    inner = b"Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\na\r\n--c--\r\n"
    for body in (head + inner, head + b"\r\n\xff\xfe\r\n"):
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        response = await page.post("/", data=body + b"--b--\r\n", headers=kind)
        assert response.status == 400


async def test_the_script_is_told_each_stage_and_then_the_answer(page: Client, site: str) -> None:
    fields = [("source", f"{site}/article"), ("to", "ru")]
    response = await page.post("/?ui=en", data=fields, headers={"Accept": NDJSON})
    *stages, last = await staged(response)

    assert response.content_type == NDJSON
    assert [one["stage"] for one in stages] == [
        "Opening 127.0.0.1…",
        "Reading the text…",
        "Translating…",
    ]
    assert [columns(row) for row in rows(lxml_html.fromstring(last["summary"]))] == [
        ["kk", "ru"]
    ] * 5
    assert len(marks(lxml_html.fromstring(last["reading"]))) == 5
    assert last["said"].startswith("Quoted word for word: 5 of ")


async def test_an_answer_is_asked_again_by_its_key(page: Client) -> None:
    document = await read(await paste(page, sample(RU).content.decode(), to="kk"))
    hidden = {
        one.get("name"): one.get("value") for one in document.xpath("//input[@type='hidden']")
    }
    asked = {**hidden, "again": "1", "length": "short", "to": "en", "script": "Latn"}
    in_page = await staged(await page.post("/", data=asked, headers={"Accept": NDJSON}))
    whole = await read(await page.post("/", data=asked))

    summary = lxml_html.fromstring(in_page[-1]["summary"])
    assert in_page[-1]["reading"] is None
    assert [columns(row) for row in rows(summary)] == [["ru", "en"]] * 3
    assert [columns(row) for row in rows(whole)] == [["ru", "en"]] * 3
    assert marks(whole) == {}  # the article is not kept here


async def test_an_answer_that_is_gone_is_said_to_be(page: Client) -> None:
    asked = {"again": "1", "key": "gone", "chars": "-1"}
    [last] = await staged(await page.post("/", data=asked, headers={"Accept": NDJSON}))

    assert (last["gone"], last["error"] != "") == (True, True)


async def test_the_page_changes_its_language_and_keeps_what_it_shows(page: Client) -> None:
    text = sample(KK).content.decode()
    document = await read(await paste(page, text, ui="ru", to="en", keep="1"))
    empty = await page.post("/?ui=ru", data={"keep": "1", "to": "en"}, allow_redirects=False)

    assert document.get("lang") == "ru"
    assert len(rows(document)) == 5
    assert (empty.status, empty.headers["Location"]) == (
        303,
        "/?ui=ru&length=medium&to=en&script=Cyrl",
    )


async def test_kazakh_is_shown_in_the_script_that_was_asked_for(page: Client) -> None:
    text = sample(KK).content.decode()
    document = await read(await paste(page, text, to="kk", script="Arab"))

    assert [columns(row) for row in rows(document)] == [["kk", "kk-Arab"]] * 5
    [written, *_] = document.xpath("//p[@lang='kk-Arab']")
    assert written.get("dir") == "rtl"


async def test_only_the_pages_own_style_and_script_run(page: Client) -> None:
    response = await page.get("/")
    text = await response.text()
    policy = response.headers["Content-Security-Policy"]

    directives = dict(one.strip().split(" ", 1) for one in policy.split(";"))
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        [inline] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(inline.encode()).digest()).decode()
        assert directives[directive] == f"'sha256-{digest}'"
    assert directives["default-src"] == "'none'"
    assert re.findall(r"\s(?:on\w+|style)=", text) == []
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    posted = await paste(page, "a")
    kept = [one.headers["Cache-Control"] for one in (response, posted)]
    assert kept == ["no-cache", "no-store"]
    # with «no-referrer» a browser would send our own form with «Origin: null»
    assert response.headers["Referrer-Policy"] == "same-origin"


async def test_hostile_text_is_only_text(page: Client) -> None:
    text = "\n\n".join([HOSTILE] + [f"Сөйлем {n} {HOSTILE} осында тұр." for n in range(9)])
    document = await read(await paste(page, text, to="kk"))

    assert len(document.xpath("//script")) == 1
    assert document.xpath("//b") == []
    assert kept(document).splitlines()[0] == HOSTILE
    assert all(HOSTILE in mark for mark in marks(document).values())


async def test_healthz_answers(page: Client) -> None:
    response = await page.get("/healthz")

    assert (response.status, await response.json()) == (200, {"status": "ok"})


async def test_the_page_and_health_are_served_on_loopback(house: House) -> None:
    async with (
        serving_page(house.qysqa, 0) as address,
        serving_health(0, Patient().health(), no_metrics) as health,
    ):
        ports = [int(one.rpartition(":")[2]) for one in (address, health)]
        assert address == f"http://127.0.0.1:{ports[0]}"
        assert [await is_well(port) for port in ports] == [True, True]
    assert [await is_well(port) for port in ports] == [False, False]
