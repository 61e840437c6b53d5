"""sum, extract, translate, detect: the agreed shapes, and every refusal in one line."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.cli.jobs import Talk
from bot.cli.sources import read_source
from bot.core.languages import EN, INTERFACE_LANGUAGES, KK, RU
from bot.core.models import FileRequest, Script, Stage
from bot.text.scripts import write_in
from tests.unit.cli.running import PAGE, Outcome, qysqa

SAMPLES = Path(__file__).parents[3] / "bot" / "samples"
FILES = {EN: "tram.en.txt", RU: "library.ru.txt", KK: "weather.kk.txt"}
SHORT = "Бір сөйлем. Екі сөйлем. Үш сөйлем."


def sample(language: str) -> Path:
    return SAMPLES / {str(code): name for code, name in FILES.items()}[language]


def refused(outcome: Outcome, code: str) -> str:
    """The message of an ``--json`` refusal; stderr ends with it too."""
    assert outcome.status == 1
    error = outcome.json["error"]
    assert error.keys() == {"code", "message"}
    assert error["code"] == code
    assert outcome.reason == error["message"]
    return str(error["message"])


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_sum_has_the_agreed_shape_and_quotes_what_extract_prints(language: str) -> None:
    targets = [code for code in INTERFACE_LANGUAGES if code != language]
    to = [word for code in targets for word in ("--to", code)]
    found = qysqa("sum", sample(language), *to, "--length", "long", "--json").json
    article = qysqa("extract", sample(language), "--json").json

    assert list(found) == [
        "title",
        "url",
        "site",
        "language",
        "sentences",
        "keywords",
        "sentences_total",
        "notes",
        *(["script"] if KK in targets else []),
    ]
    assert found["title"] == article["title"]
    assert (found["language"], found["url"], found["site"]) == (language, None, None)
    assert (len(found["sentences"]), len(found["keywords"]), found["notes"]) == (8, 5, [])
    for one in found["sentences"]:
        assert list(one) == ["text", "start", "end", "paragraph", "translations", "link"]
        assert article["text"][one["start"] : one["end"]] == one["text"]
        assert list(one["translations"]) == targets
        assert {made["engine"] for made in one["translations"].values()} == {"memory"}


@pytest.mark.parametrize(
    "options", [["--to", "kk", "--script", "Latn"], ["--to", "kk-latn"], ["--to", "latyn"]]
)
def test_sum_writes_kazakh_in_the_script_that_is_asked_for(options: list[str]) -> None:
    found = qysqa("sum", sample(KK), *options, "--sentences", "2", "--json").json
    text = qysqa("sum", sample(KK), *options, "--sentences", "2").out

    made = [one["translations"]["kk"] for one in found["sentences"]]
    assert {one["engine"] for one in made} == {"letters"}
    assert [write_in(one["text"], Script.LATIN) for one in found["sentences"]] == [
        one["text"] for one in made
    ]
    assert (found["script"], found["language"]) == ("Latn", "kk")
    assert "Kazakh was only written in other letters (Latn)" in text
    assert "Translated by" not in text


def test_a_script_is_that_of_kazakh_only() -> None:
    plain = qysqa("sum", sample(KK), "--to", "ru", "--script", "Latn", "--json").json
    odd = qysqa("sum", sample(KK), "--script", "glagolitic")

    assert "script" not in plain
    assert odd.status == 2


def test_extract_says_what_it_took_out_when_asked() -> None:
    plain = qysqa("extract", sample(RU), "--json").json
    explained = qysqa("extract", sample(RU), "--json", "--explain").json

    assert list(plain) == [
        *("title", "text", "language", "url", "site", "date", "author", "notes")
    ]
    assert explained.pop("removed")[0].keys() == {"text", "reason"}
    assert explained == plain


def test_extract_prints_the_title_and_the_text() -> None:
    article = qysqa("extract", sample(KK), "--json").json

    assert qysqa("extract", sample(KK)).out == f"{article['title']}\n\n{article['text']}\n"
    assert qysqa("extract", given=SHORT).out == f"{SHORT}\n"


def test_sum_for_people() -> None:
    outcome = qysqa("sum", sample(EN), "--to", "kk", "--to", "kaz", "--sentences", "2")

    assert outcome.status == 0
    title, first, second, foot = outcome.out.rstrip("\n").split("\n\n")
    assert title == "Almaty’s new tram line carries its first passengers"
    assert first.startswith("1. Almaty’s new tram line opened")
    assert first.splitlines()[0].endswith(" (para 1)")
    assert second.splitlines()[1].startswith("   kk: ")
    assert foot.splitlines()[1] == "Quoted word for word: 2 of 27 sentences"
    assert outcome.err == "Reading the text …\nTranslating …\n"


def test_what_nobody_could_translate_is_null_and_a_dash() -> None:
    text = "\n".join(
        f"{name} приехал сегодня в Алматы." for name in ("Иван", "Пётр", "Олег", "Ян")
    )

    found = qysqa("sum", "--to", "en", "--json", given=text).json
    assert found["sentences"][0]["translations"] == {"en": None}
    assert found["notes"] == ["not_translated"]
    assert "   en: —\n" in qysqa("sum", "--to", "en", given=text).out


def test_what_a_page_lacks_is_said(tmp_path: Path) -> None:
    page = PAGE.replace("</head>", '<link rel="next" href="?page=2"></head>')
    (tmp_path / "a.html").write_text(page, encoding="utf-8")

    assert qysqa("sum", "a.html", "--json").json["notes"] == ["more_pages"]
    assert qysqa("sum", "a.html").out.endswith("\nThe article has more pages; I read this one.\n")


def test_its_own_language_is_no_translation() -> None:
    found = qysqa("sum", sample(RU), "--to", "ru", "--json").json

    assert found["notes"] == ["same_language"]
    assert {one["translations"]["ru"]["engine"] for one in found["sentences"]} == {"original"}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 5),
        (("--length", "short"), 3),
        (("--length", "medium"), 5),
        (("--length", "long"), 8),
        (("--sentences", "1"), 1),
        (("--sentences", "11", "--method", "lead"), 11),
        (("--sentences", "999", "--from", "english"), 27),
    ],
)
def test_the_reader_says_how_much(words: tuple[str, ...], count: int) -> None:
    assert len(qysqa("sum", sample(EN), "--json", *words).json["sentences"]) == count


@pytest.mark.parametrize(
    "words",
    [
        ("sum", "--length", "short", "--sentences", "3"),
        ("sum", "--sentences", "0"),
        ("sum", "--sentences", "many"),
        ("sum", "--length", "tiny"),
        ("sum", "a", "b"),
        ("translate",),
        ("detect", "--to", "kk"),
        ("summarise",),
    ],
)
def test_wrong_usage_is_status_2(words: tuple[str, ...]) -> None:
    outcome = qysqa(*words)

    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--to", "klingon"), "unknown_language", "I don't know the language “klingon”."),
        (("--from", "xx"), "unknown_language", "I don't know the language “xx”."),
        (("--method", "magic"), "unknown_method", None),
    ],
)
def test_unknown_names_are_refused(words: tuple[str, ...], code: str, message: str | None) -> None:
    said = refused(qysqa("sum", sample(EN), "--json", *words), code)

    assert said == message or said.startswith("There is no summarizer “magic”; there are qysqa,")
    assert qysqa("sum", sample(EN), *words).reason == said


@pytest.mark.parametrize("given", [b"", b" \n\t", b"\0\0\0", b"123 456!", "\u200b👍".encode()])
@pytest.mark.parametrize("command", ["sum", "extract", "detect"])
def test_input_without_letters_is_refused(command: str, given: bytes) -> None:
    said = refused(qysqa(command, "--json", given=given), "nothing_to_summarize")

    assert said == "Send me a link to an article, or its text."


def test_strange_bytes_are_read_as_well_as_they_can_be() -> None:
    assert qysqa("extract", given="Бір\0 сөйлем. \ufeffЕкі\u200b сөйлем.").out == (
        "Бір сөйлем. Екі сөйлем.\n"
    )
    broken = "Бір сөйлем бар. ".encode() * 9 + b"\xff\xfe\xed\xa0\x80" + "Екі сөйлем.".encode()
    assert qysqa("extract", given=broken).out.startswith("Бір сөйлем бар. ")
    assert qysqa("extract", given="Съешь же ещё этих булок.".encode("cp1251")).out == (
        "Съешь же ещё этих булок.\n"
    )


def test_a_short_text_is_refused_and_a_number_is_obeyed() -> None:
    said = refused(qysqa("sum", "--json", given=SHORT), "text_too_short")

    assert said == "This text is already short (sentences: 3)."
    assert qysqa("sum", "-", "--sentences", "9", "--json", given=SHORT).json["notes"] == [
        "whole_text"
    ]


def test_files_that_are_not_there_or_of_another_kind_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n")

    said = refused(qysqa("sum", "нет.txt", "--json"), "no_such_file")
    assert said == "There is no file нет.txt that I could read."
    refused(qysqa("sum", tmp_path, "--json"), "no_such_file")
    refused(qysqa("sum", "a\0b", "--json"), "no_such_file")
    said = refused(qysqa("sum", "a.pdf", "--json"), "broken_file")
    assert said == "I couldn't open the file a.pdf: it is damaged."
    said = refused(qysqa("extract", "a.png", "--json"), "file_not_supported")
    assert said == "I cannot read this kind of file: a.png."


def test_a_file_that_never_ends_is_refused() -> None:
    said = refused(qysqa("detect", "/dev/zero", "--json"), "file_too_large")

    assert said == "This is too large: my limit is 20 MB."
    refused(qysqa("detect", "--json", given=b"a" * (MAX_FILE_BYTES + 1)), "file_too_large")


def test_html_with_its_address(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    url = "https://www.a.kz/1"
    article = qysqa("extract", "page.html", "--url", url, "--json").json

    assert (article["url"], article["site"], article["language"]) == (url, "a.kz", "kk")
    assert qysqa("extract", "--url", url, "--json", given=PAGE).json == article
    assert qysqa("extract", "page.html", "--json").json == {**article, "url": None, "site": None}
    refused(qysqa("extract", "page.html", "--url", "ftp://a", "--json"), "bad_link")
    refused(qysqa("extract", "https://a.kz", "--url", url, "--json"), "bad_link")


def test_detect_tells_language_and_script_whole_and_per_sentence() -> None:
    text = "Бүгін ауылда боран соғып тұр. Мы не ожидали такого внимания к станции."
    found = qysqa("detect", "--json", given=text).json

    assert list(found) == ["language", "script", "sentences"]
    assert found["script"] == "Cyrl"
    assert found["sentences"] == [
        {"text": "Бүгін ауылда боран соғып тұр.", "language": "kk", "script": "Cyrl"},
        {
            "text": "Мы не ожидали такого внимания к станции.",
            "language": "ru",
            "script": "Cyrl",
        },
    ]
    assert qysqa("detect", sample(EN)).out == "en\tLatn\n"
    assert qysqa("detect", given="Xq zw vb").out == "?\tLatn\n"


def test_translate_answers_from_the_memory_and_keeps_paragraphs() -> None:
    text = qysqa("extract", sample(KK), "--json").json["text"]
    outcome = qysqa("translate", "--to", "русский", "--json", given=text)
    found = outcome.json

    assert list(found) == ["language", "to", "text", "sentences"]
    assert (found["language"], found["to"]) == ("kk", "ru")
    assert found["text"].count("\n\n") == text.count("\n\n")
    assert {one["translation"]["engine"] for one in found["sentences"]} == {"memory"}
    assert qysqa("translate", "--to", "ru", given=text).out == f"{found['text']}\n"


def test_what_cannot_be_translated_stays_and_is_null() -> None:
    known = qysqa("extract", sample(KK), "--json").json["text"].partition("\n")[0]
    text = f"{known}\nБүгін ауылда боран соғып тұр."
    found = qysqa("translate", "--to", "ru", "--from", "kk", "--json", given=text).json

    assert found["sentences"][-1] == {"text": "Бүгін ауылда боран соғып тұр.", "translation": None}
    assert found["text"].endswith("\nБүгін ауылда боран соғып тұр.")


def test_translations_that_make_no_sense_are_refused() -> None:
    text = "Бүгін ауылда боран соғып тұр."

    said = refused(qysqa("translate", "--to", "kk", "--json", given=text), "same_language")
    assert said == "This already is in the language asked for: Kazakh."
    refused(qysqa("translate", "--to", "ru", "--json", given=text), "translator_unavailable")


def test_links_are_opened(web: str) -> None:
    outcome = qysqa("sum", f"{web}/article", "--to", "en", "--json")
    found = outcome.json

    assert (found["url"], found["site"]) == (f"{web}/article", "127.0.0.1")
    assert (
        found["title"] == "Ауыл оқушылары метеостанция құрастырып, ауа райын өздері болжай бастады"
    )
    assert outcome.err.splitlines() == [
        "Opening 127.0.0.1 …",
        "Reading the text …",
        "Translating …",
    ]
    again = qysqa("sum", f"{web}/article", "--json")
    assert (again.status, again.err) == (0, "")


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("/404", "page_not_found", "127.0.0.1 has no such page: it answered “404”."),
        ("/pdf", "broken_file", "I couldn't open the file pdf: it is damaged."),
        ("/empty", "no_article", "I found no article on this page of 127.0.0.1."),
        (
            "/png",
            "not_html",
            "The link to 127.0.0.1 leads to a file (image/png), not to a page.",
        ),
    ],
)
def test_links_that_lead_nowhere_are_told(web: str, path: str, code: str, message: str) -> None:
    assert refused(qysqa("sum", f"{web}{path}", "--json"), code) == message


def test_a_site_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QYSQA_TEST_LOOPBACK", "1")

    refused(qysqa("extract", "http://127.0.0.1:9/a", "--json"), "connection_failed")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/a", "http://10.0.0.1/", "http://[::1]/", "HTTP://169.254.169.254/x"]
)
def test_private_addresses_are_refused(url: str) -> None:
    said = refused(qysqa("sum", url, "--json"), "address_not_allowed")

    assert said == "I only open pages on the public internet."


def test_a_link_that_is_none_is_refused() -> None:
    refused(qysqa("sum", "https://", "--json"), "bad_link")
    refused(qysqa("sum", "http://a b.kz/", "--json"), "bad_link")


def test_a_bug_is_one_line_and_its_traceback_is_for_debug(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("құпия")

    monkeypatch.setattr("bot.article.reader.read_file", broken)
    outcome = qysqa("sum", "--json", given=SHORT)

    assert outcome.status == 1
    assert outcome.json["error"] == {
        "code": "internal",
        "message": "Something broke on my side (ZeroDivisionError).",
    }
    assert outcome.err.splitlines()[-1].endswith("QYSQA_LOG_LEVEL=debug shows where.")
    assert "Traceback" not in outcome.err
    assert "Something broke" in qysqa("sum", given=SHORT).err
    monkeypatch.setenv("QYSQA_LOG_LEVEL", "debug")
    assert "trace=" in qysqa("sum", given=SHORT).err


async def test_progress_for_lines_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    await Talk(silent=True)(Stage.READING)
    await Talk()(Stage.OPENING, "a.kz")

    assert capsys.readouterr().err == "Opening a.kz …\n"


def test_lines_are_answered_in_order_with_their_ids(tmp_path: Path) -> None:
    text = sample(EN).read_text(encoding="utf-8")
    lines: list[object] = [
        {"id": 1, "text": text, "sentences": 2, "title": "Tram"},
        {"id": "екі", "html": PAGE, "url": "https://a.kz/1", "language": "kazakh"},
        {"id": None, "text": SHORT},
        {"id": [4.5], "text": SHORT, "sentences": 3},
        {"id": 5, "text": SHORT, "sentences": 0},
        {"id": 6, "text": SHORT, "sentences": True},
        {"id": 7, "text": 7},
        {"id": 8},
        {"id": 9, "text": SHORT, "language": "klingon"},
        {"id": 10, "url": "http://127.0.0.1/"},
        ["no object"],
    ]
    broken = [
        b"not json",
        b'{"id": 1',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"id": NaN}',
        b'{"id": 1e999}',
    ]
    content = b"\n\n".join([*(json.dumps(one).encode() for one in lines), *broken])
    (tmp_path / "lines.jsonl").write_bytes(content)
    outcome = qysqa("sum", "lines.jsonl", "--jsonl")

    assert (outcome.status, outcome.err) == (0, "")
    answers = outcome.lines
    assert [one["id"] for one in answers] == [
        *(1, "екі", None, [4.5], 5, 6, 7, 8, 9, 10),
        *[None] * 7,
    ]
    assert (answers[0]["title"], len(answers[0]["sentences"])) == ("Tram", 2)
    assert (answers[1]["url"], answers[1]["language"]) == ("https://a.kz/1", "kk")
    assert len(answers[3]["sentences"]) == 3
    assert [one.get("error", {}).get("code") for one in answers] == [
        *(None, None, "text_too_short", None, *["bad_line"] * 4),
        *("unknown_language", "address_not_allowed", *["bad_line"] * 7),
    ]
    reasons = [one["error"]["message"] for one in answers if "error" in one]
    assert reasons[1:5] == [
        "This line is no request: sentences is not a number from 1.",
        "This line is no request: sentences is not a number from 1.",
        "This line is no request: text is not a string.",
        "This line is no request: it needs text, html or url.",
    ]
    assert reasons[7:9] == [
        "This line is no request: it is not an object.",
        "This line is no request: it is not JSON.",
    ]


def test_several_links_are_opened_by_one_client(web: str) -> None:
    given = "".join(f'{{"id": {n}, "url": "{web}/article?{n}"}}\n' for n in range(3))
    answers = qysqa("extract", "--jsonl", given=given).lines

    assert [one["id"] for one in answers] == [0, 1, 2]
    assert {one["error"]["code"] for one in answers} == {"page_not_found"}


def test_a_person_at_a_terminal_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal:
        buffer = BytesIO(b"text")

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal())

    assert read_source(None) == FileRequest("-", b"text")
    assert capsys.readouterr().err == "Paste the text, then press Ctrl-D on an empty line.\n"


def test_every_reading_command_takes_lines() -> None:
    line = json.dumps({"id": 1, "text": qysqa("extract", sample(KK), "--json").json["text"]})

    assert qysqa("extract", "--jsonl", given=line).lines[0].keys() >= {"id", "text", "site"}
    assert qysqa("detect", "-", "--jsonl", given=line).lines[0]["language"] == "kk"
    translated = qysqa("translate", "--to", "en", "--jsonl", given=line).lines[0]
    assert translated["sentences"][0]["translation"]["engine"] == "memory"
    assert qysqa("sum", "--jsonl", given="\n \n").out == ""


def test_lone_surrogates_pass_through_lines() -> None:
    line = r'{"id": "\ud800", "text": "Бүгін \ud800ауылда боран соғып тұр."}'
    [answer] = qysqa("detect", "--jsonl", given=line).lines

    assert answer["id"] == "\ud800"
    assert answer["sentences"][0]["text"] == "Бүгін ауылда боран соғып тұр."


def test_a_line_that_is_too_long_is_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.sources.MAX_LINE_BYTES", 60)
    good = json.dumps({"id": 1, "text": "Hello there"})
    exact = json.dumps({"id": 2, "text": ""})
    exact = exact.replace('""', f'"{"a" * (60 - len(exact) - 1)}"')
    given = "\n".join(
        [good, good.replace("H", "H" * 60), exact, good.replace("H", "H" * 300), good]
    )
    answers = qysqa("detect", "--jsonl", given=given).lines

    assert [one["id"] for one in answers] == [1, None, None, None, 1]
    assert answers[1]["error"]["message"] == "This line is no request: it is too long."


def test_lines_that_are_not_there_are_refused() -> None:
    outcome = qysqa("sum", "none.jsonl", "--jsonl")

    assert refused(outcome, "no_such_file") == "There is no file none.jsonl that I could read."


def test_a_bug_in_one_line_does_not_lose_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.article.reader.read_html", broken)
    given = '{"id": 1, "html": "<p>"}\n{"id": 2, "text": "Hello there."}\n'
    first, second = qysqa("extract", "--jsonl", given=given).lines

    assert first["error"]["code"] == "internal"
    assert second["text"] == "Hello there."


def test_sum_explains_every_sentence() -> None:
    explained = qysqa("sum", sample(KK), "--sentences", "2", "--explain", "--json").json
    plain = qysqa("sum", sample(KK), "--sentences", "2", "--json").json

    assert explained.pop("kind") == "news"
    every = explained.pop("explain")
    assert len(every) == plain["sentences_total"]
    assert [one["text"] for one in every if one["rank"] in (1, 2)] == [
        one["text"] for one in plain["sentences"]
    ]
    assert explained == plain


def test_sum_explains_to_people_too() -> None:
    said = qysqa("sum", sample(KK), "--explain").out

    assert "Kind of text: news." in said
    assert "centrality" in said
