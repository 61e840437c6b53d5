from collections.abc import Sequence

import pytest

from bot.core.errors import DatabaseBusyError, GlossaryFullError
from bot.core.languages import KK, RU
from bot.core.models import Term
from bot.service.glossary import Glossary
from tests.contract.stores import MAX_TERMS, FakeGlossaryStore

CHAT = 7


class Broken(FakeGlossaryStore):
    async def terms(self, chat_id: int) -> Sequence[Term]:
        raise DatabaseBusyError("qysqa.db")


async def test_a_chat_keeps_its_own_terms() -> None:
    glossary = Glossary(FakeGlossaryStore())

    assert await glossary.add(CHAT, "Qysqa", KK) == Term("Qysqa")
    assert await glossary.add(CHAT, "steppe = дала", KK) == Term("steppe", "дала", KK)
    assert await glossary.of(CHAT) == (Term("Qysqa"), Term("steppe", "дала", KK))
    assert await glossary.of(CHAT + 1) == ()


@pytest.mark.parametrize("line", ["", "=", "steppe =", "= дала", "a" * 101])
async def test_a_line_that_says_nothing_clear_changes_nothing(line: str) -> None:
    glossary = Glossary(FakeGlossaryStore())

    assert await glossary.add(CHAT, line, RU) is None
    assert await glossary.of(CHAT) == ()


async def test_a_term_goes_by_its_text_in_any_case() -> None:
    glossary = Glossary(FakeGlossaryStore())
    await glossary.add(CHAT, "Qysqa", KK)

    assert await glossary.drop(CHAT, "qysqa")
    assert not await glossary.drop(CHAT, "qysqa")


async def test_a_full_glossary_says_so() -> None:
    glossary = Glossary(FakeGlossaryStore())
    for number in range(MAX_TERMS):
        await glossary.add(CHAT, f"word{number}", KK)

    with pytest.raises(GlossaryFullError):
        await glossary.add(CHAT, "one more", KK)


async def test_while_the_store_fails_there_are_no_terms() -> None:
    assert await Glossary(Broken()).of(CHAT) == ()
