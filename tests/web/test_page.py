"""The local page: samples, pasted text, links, refusals, and nobody else's words as code."""

import re
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from multidict import MultiDict, MultiDictProxy

from bot.article.documents.paragraphs import MAX_TEXT_CHARS
from bot.article.samples import sample
from bot.build import House
from bot.core.errors import QysqaError
from bot.core.languages import EN, INTERFACE_LANGUAGES, KK, RU
from bot.core.models import (
    Answer,
    Article,
    LanguageCode,
    Length,
    Removal,
    Sentence,
    Summary,
    Translation,
)
from bot.i18n import failures
from bot.i18n.catalogs import ENGLISH, load_catalogs, locales_folder
from bot.summary.explain import Explained, Explanation
from bot.web.health import is_well, serving_health
from bot.web.page import lay_out
from bot.web.server import MAX_FORM_BYTES, Form, Page, _read_form, page_application, serving_page
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


async def paste(page: Client, source: str, ui: str = "en", **fields: str) -> ClientResponse:
    to = [("to", code) for code in fields.pop("to", "").split()]
    return await page.post(f"/?ui={ui}", data=[("source", source), *fields.items(), *to])


def told(document: Element) -> list[str]:
    return [one.text_content() for one in document.xpath("//*[@role='alert']")]


def kept(document: Element) -> str:
    return str(document.xpath("//textarea")[0].text_content())


def marks(document: Element) -> dict[str, str]:
    """The marked sentences of the article by their anchors, without the links back."""
    return {one.get("id"): (one.text or "").removesuffix(" ") for one in document.xpath("//mark")}


async def test_the_empty_page_offers_the_form_and_the_samples(page: Client) -> None:
    response = await page.get("/")
    document = await read(response)

    assert response.status == 200
    assert document.get("lang") == "en"
    assert told(document) == []
    assert kept(document) == ""
    checked = document.xpath("//input[@checked]/@value")
    assert checked == ["medium", "kk", "ru", "en"]
    links = document.xpath("//ul[@class='samples']//a/@href")
    assert links == [f"/?ui=en&sample={code}#summary" for code in INTERFACE_LANGUAGES]
    assert document.xpath("//table") == []


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
async def test_a_sample_is_shown_with_its_translations_and_places(
    page: Client, language: LanguageCode
) -> None:
    document = await read(await page.get(f"/?ui={language}&sample={language}"))

    assert document.get("lang") == language
    rows = document.xpath("//tbody/tr")
    columns = [one.get("lang") for one in rows[0].xpath("td")]
    assert columns == [language, *(code for code in INTERFACE_LANGUAGES if code != language)]
    anchors = document.xpath("//td/a/@href")
    assert anchors == [f"#s{number}" for number in range(1, 6)]
    originals = [str(row.xpath("td")[0].text).rstrip(" ") for row in rows]
    assert marks(document) == {f"s{n}": text for n, text in enumerate(originals, 1)}
    assert len(document.xpath("//p[@class='titles']")) == 2
    assert len(document.xpath("//td/small")) == 10  # all by the memory
    assert document.xpath("//details//li")


async def test_a_sample_that_is_not_there_is_the_empty_page(page: Client) -> None:
    for query in ("sample=fr", "sample=", "sample=xx&ui=xx"):
        response = await page.get(f"/?{query}")
        assert response.status == 200
        assert "<table>" not in await response.text()


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
    assert document.xpath("//nav/a[@aria-current]/@lang") == [language]
    assert document.xpath("//form/@action") == [f"/?ui={language}"]


async def test_pasted_text_is_shortened_and_the_form_stays_filled(page: Client) -> None:
    text = sample(KK).content.decode()
    document = await read(await paste(page, text, ui="kk", length="short", to="ru"))

    assert kept(document).split() == text.split()
    assert document.xpath("//input[@checked]/@value") == ["short", "ru"]
    assert len(document.xpath("//tbody/tr")) == 3
    assert [one.get("lang") for one in document.xpath("(//tbody/tr)[1]/td")] == ["kk", "ru"]


async def test_a_link_is_opened_and_leads_back_to_its_page(page: Client, site: str) -> None:
    document = await read(await paste(page, f" {site}/article ", to="en"))

    assert document.xpath("//h2/a/@href") == [f"{site}/article"]
    assert len(document.xpath("//tbody/tr")) == 5
    assert kept(document) == f" {site}/article "
    assert len(document.xpath("//small[text()='not translated']")) + len(
        document.xpath("//small[text()='translation memory']")
    ) == len(document.xpath("//tbody/tr"))


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
    assert document.xpath("//input[@checked]/@value") == ["long", "kk"]


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
        assert told(document) == [failures.failure(t, error)]
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
    assert response.headers["Cache-Control"] == "no-store"
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


@pytest.mark.parametrize(
    ("fields", "form"),
    [
        ({}, Form("", Length.LONG, ())),
        ({"source": "a", "length": "short"}, Form("a", Length.SHORT, ())),
        ({"length": "endless", "to": "fr"}, Form("", Length.LONG, ())),
        ({"to": "kk"}, Form("", Length.LONG, (KK,))),
    ],
)
def test_forms_are_read_with_the_owners_length_as_default(
    fields: Mapping[str, str], form: Form
) -> None:
    assert _read_form(MultiDictProxy(MultiDict(fields)), Length.LONG) == form


def answer_on(
    text: str, spans: list[tuple[int, int]], made: tuple[Translation | None, ...] = ()
) -> Answer:
    chosen = tuple(Sentence(text[start:end], start, end, 1) for start, end in spans)
    summary = Summary(
        key="k",
        title=HOSTILE,
        url=None,
        site=None,
        published=None,
        language=None,
        ranked=chosen,
        depth=len(chosen),
        keywords=(),
        sentences_total=9,
        words_total=9,
    )
    return Answer(summary, chosen, {RU: made} if made else {}, {RU: None} if made else {})


FEATURES = {"position": 1.0, "centrality": 0.25, "length": 0.5}


def explanation_of(text: str, spans: list[tuple[int, int]]) -> Explanation:
    sentences = (Sentence(text[start:end], start, end, 1) for start, end in spans)
    return Explanation("news", tuple(Explained(one, None, FEATURES) for one in sentences))


@given(st.text(st.sampled_from("аб <>&\"'\n\r\t{}%\u2028\x0b"), max_size=60), st.data())
@settings(max_examples=40)
def test_every_chosen_sentence_is_marked_in_its_article_word_for_word(
    text: str, data: st.DataObject
) -> None:
    lines = [(one.start(), one.end()) for one in re.finditer(r"\S[^\s]*", text)]
    spans = data.draw(st.lists(st.sampled_from(lines), unique=True).map(sorted)) if lines else []
    article = Article(text, removed=(Removal("<i>", "share bar"),))
    result = lay_out(ENGLISH, article, answer_on(text, spans), explanation_of(text, lines))
    page = Page().render(ENGLISH, Form(text, Length.LONG, ()), result=result).text
    assert page
    document: Element = lxml_html.fromstring(page)

    pieces = [piece for paragraph in result.paragraphs for piece in paragraph]
    chosen = {one.number: one.text for one in pieces if one.number}
    assert chosen == {n: text[start:end] for n, (start, end) in enumerate(spans, 1)}
    assert "".join("".join(one.text for one in pieces).split()) == "".join(text.split())
    assert [row.number for row in result.rows] == list(chosen)
    assert len(document.xpath("//mark")) == len(spans)
    assert document.xpath("//h2")[0].text_content() == HOSTILE
    assert [one.text_content() for one in document.xpath("//details//li")] == ["<i>"]


def test_every_sentence_says_on_hover_what_the_ranker_saw() -> None:
    text, spans = "Бір. Екі.", [(0, 4), (5, 9)]
    answer, explanation = answer_on(text, spans[:1]), explanation_of(text, spans)
    (paragraph,) = lay_out(ENGLISH, Article(text), answer, explanation).paragraphs

    hint = "Rank –. Nearness to the beginning 100 %, likeness to the rest 25 %, length 50 %."
    assert [(piece.text, piece.number, piece.hint) for piece in paragraph] == [
        ("Бір.", 1, hint),
        (" ", 0, ""),
        ("Екі.", 0, hint),
    ]


@pytest.mark.parametrize(
    ("made", "language", "fact"),
    [
        ((Translation("а", "Google"), None), KK, "Sentences translated: 1 of 2."),
        ((None, None), KK, "Translation isn't working right now (Russian)."),
        ((None, None), None, "I couldn't tell which language this is"),
    ],
)
def test_gaps_in_a_translation_are_said(
    made: tuple[Translation | None, ...], language: LanguageCode | None, fact: str
) -> None:
    answer = answer_on("Бір. Екі.", [(0, 4), (5, 9)], made)
    answer = replace(answer, summary=replace(answer.summary, language=language))
    spans = [(0, 4), (5, 9)]
    result = lay_out(ENGLISH, Article("Бір. Екі."), answer, explanation_of("Бір. Екі.", spans))

    assert result.facts[-1].startswith(fact)
    assert len(result.facts) == 2
    gap = result.rows[1].cells[1]
    assert (gap.text, gap.note) == ("—", "not translated")
