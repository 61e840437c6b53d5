"""A reader of Kazakh gets it in the script they read, and the original beside it."""

from dataclasses import replace

import pytest

from bot.article.read_file import read_file
from bot.article.samples import sample
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    LETTERS,
    ORIGINAL,
    Answer,
    Article,
    LanguageCode,
    Note,
    Script,
    SummaryRequest,
    Term,
    TextRequest,
    Translation,
)
from bot.service.summarize import Wish
from bot.text.scripts import script_of, write_in
from tests.unit.doubles import Heard
from tests.unit.service.test_summarize import Rig

STORY = read_file(sample(KK)).text
SCRIPTS = (Script.CYRILLIC, Script.LATIN, Script.ARABIC)
TITLE = {
    Script.CYRILLIC: "Метеостанция",
    Script.LATIN: "Meteostantsiia",
    Script.ARABIC: "مەتەوستانتسيا",
}
KEYWORDS = {
    Script.CYRILLIC: ("болжамы", "станция", "күн", "ауыл"),
    Script.LATIN: ("boljamy", "stantsiia", "kün", "auyl"),
    Script.ARABIC: ("بولجامى", "ستانتسيا", "كۇن", "اۋىل"),
}


async def ask(
    article: Article, script: Script, *targets: LanguageCode, terms: tuple[Term, ...] = ()
) -> Answer:
    rig = Rig()
    rig.reader.article = article
    request = SummaryRequest(TextRequest("x"), targets, script=script, terms=terms)
    return await rig.summarize(request, Heard())


def written(script: Script) -> Article:
    return Article(write_in(STORY, script), TITLE[script], KK)


@pytest.mark.parametrize("own", SCRIPTS)
@pytest.mark.parametrize("wanted", SCRIPTS)
async def test_each_sentence_is_shown_in_the_script_asked_for(own: Script, wanted: Script) -> None:
    answer = await ask(written(own), wanted, KK)
    made = answer.translations[KK]

    assert [one and script_of(one.text) for one in made] == [wanted] * 5
    assert {one and one.engine for one in made} == {ORIGINAL if own is wanted else LETTERS}
    assert {script_of(one.text) for one in answer.sentences} == {own}
    assert answer.summary.title == TITLE[own]
    title = None if own is wanted else Translation(TITLE[wanted], LETTERS)
    assert answer.titles[KK] == title
    assert answer.summary.keywords[:4] == KEYWORDS[wanted]
    assert (answer.script, answer.notes) == (wanted, (Note.SAME_LANGUAGE,))


@pytest.mark.parametrize("own", SCRIPTS)
async def test_the_same_sentences_are_chosen_whatever_the_script(own: Script) -> None:
    answer, cyrillic = await ask(written(own), own), await ask(written(SCRIPTS[0]), SCRIPTS[0])

    assert answer.summary.sentences_total == cyrillic.summary.sentences_total
    chosen = [write_in(one.text, own) for one in cyrillic.sentences]
    assert [one.text for one in answer.sentences] == chosen


async def test_without_kazakh_among_the_languages_nothing_is_rewritten() -> None:
    answer = await ask(written(Script.LATIN), Script.CYRILLIC, EN)

    assert answer.summary.keywords[:4] == KEYWORDS[Script.LATIN]
    assert script_of(answer.sentences[0].text) is Script.LATIN


async def test_a_translation_into_kazakh_is_written_in_the_script_too() -> None:
    text = read_file(sample(RU)).text
    answer = await ask(Article(text, "Заголовок", RU), Script.LATIN, KK)

    assert {one and one.engine for one in answer.translations[KK]} == {"Google"}
    assert {one and script_of(one.text) for one in answer.translations[KK]} == {Script.LATIN}
    assert answer.titles[KK] == Translation("kk: Zagolovok", "Google")
    assert script_of(" ".join(answer.summary.keywords)) is Script.CYRILLIC


async def test_a_foreign_quote_in_kazakh_keeps_its_letters() -> None:
    russian = "Мы не ожидали такого внимания к школьной метеостанции, говорит директор школы."
    rig = Rig()
    rig.reader.article = Article(f"{STORY}\n\n{russian}", None, KK)
    request = SummaryRequest(TextRequest("x"), (KK,), 27, script=Script.LATIN)
    answer = await rig.summarize(request, Heard())

    made = dict(zip((one.text for one in answer.sentences), answer.translations[KK], strict=True))
    assert made[russian] == Translation(russian, ORIGINAL)
    assert [one for one in made.values() if one and one.engine == ORIGINAL] == [made[russian]]


async def test_a_kazakh_quote_in_russian_keeps_its_letters_for_who_reads_russian() -> None:
    answer = await ask(Article(STORY, None, RU), Script.LATIN, RU)

    assert {one and one.engine for one in answer.translations[RU]} <= {ORIGINAL, "Google"}


async def test_a_term_of_the_chat_keeps_its_letters() -> None:
    answer = await ask(written(SCRIPTS[0]), Script.LATIN, KK, terms=(Term("Қостанай"),))

    assert any(one and "Қостанай " in one.text for one in answer.translations[KK])


async def test_another_script_is_answered_from_what_is_kept() -> None:
    rig = Rig()
    first = await rig.ask(TextRequest("x"), KK)
    wish = Wish((KK,), script=Script.ARABIC)
    again = await rig.summarize.again(first.summary.key, wish, rig.heard)

    assert again is not None
    assert (again.from_cache, again.script) == (True, Script.ARABIC)
    assert len(rig.reader.read) == 1
    assert replace(again.summary, keywords=()) == replace(first.summary, keywords=())
