from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.digest_ports import EVERYWHERE
from bot.core.engines import Passage
from bot.core.errors import (
    DeadlineError,
    LanguageUnclearError,
    QysqaError,
    SameLanguageError,
    TranslatorUnavailableError,
)
from bot.core.groups import AutoMode, AutoTranslation, Group, Plan
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    Article,
    ArticleRequest,
    FileRequest,
    LanguageCode,
    Script,
    Style,
    StyleKind,
    Term,
    TextRequest,
    Translation,
)
from bot.core.ports import Progress
from bot.service.group_translation import (
    MAX_FOLLOWED,
    MAX_TARGETS,
    GroupTranslation,
    Part,
    Rendering,
    Sent,
    Target,
    translate_into,
)
from bot.service.translate import (
    Translated,
    TranslateSentences,
    TranslateText,
    TranslationOrder,
)
from bot.translation.automatic import MAX_AGE_S
from bot.translation.pace import EDITS_OF_MESSAGE, LIMITS, PAUSE_S, Follow
from tests.contract.digest_stores import (
    DigestRows,
    FakeGroupStore,
    FakeMessageStore,
    FakeReceiptStore,
)
from tests.unit.doubles import Heard, at_once

CHAT = -1001
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
QUESTION = "Who is coming with us tomorrow?"
KNOWN = {KK: "Ертең бізбен кім барады?", RU: "Кто едет с нами завтра?"}
LATIN = Target(KK, Script.LATIN)
ORDER = TranslationOrder(EN)


@dataclass
class FakeChain:
    """Knows the question in *known* languages."""

    known: dict[LanguageCode, str] = field(default_factory=lambda: dict(KNOWN))
    terms: list[Term] = field(default_factory=list)

    async def translate(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        self.terms += terms
        found = self.known.get(target)
        return tuple(Translation(found, "DeepL") if found else None for _ in passages)


@dataclass
class Place:
    """A group, and the use case over it; *reads* are requests that were read."""

    rows: DigestRows = field(default_factory=DigestRows)
    chain: FakeChain = field(default_factory=FakeChain)
    now: datetime = NOW
    reads: list[ArticleRequest] = field(default_factory=list)

    @property
    def translate(self) -> TranslateText:
        return TranslateText(self._read, at_once, TranslateSentences(self.chain))

    def translation(self) -> GroupTranslation:
        groups, receipts = FakeGroupStore(self.rows), FakeReceiptStore(self.rows)
        messages, clock = FakeMessageStore(self.rows), lambda: self.now
        return GroupTranslation(groups, receipts, messages, self.translate, at_once, clock)

    async def _read(self, request: ArticleRequest, progress: Progress) -> Article:
        self.reads.append(request)
        if isinstance(request, FileRequest):
            return Article(request.content.decode(), styles=(Style(StyleKind.BOLD, 0, 3),))
        assert isinstance(request, TextRequest)
        return Article(request.text, styles=request.styles)


@pytest.fixture
def place() -> Place:
    return Place()


async def wanted(
    group: GroupTranslation, text: str = QUESTION, *, age_s: float = 0, by: int | None = None
) -> tuple[Target, ...]:
    at = int(group.clock().timestamp() - age_s)
    return await group.wanted(CHAT, text, (), at=at, author_id=by)


def texts(parts: Sequence[Part]) -> list[str | type[QysqaError]]:
    return [
        part.made.text if isinstance(part.made, Translated) else type(part.made) for part in parts
    ]


async def test_a_group_translates_nothing_before_it_is_told_to(place: Place) -> None:
    group = place.translation()

    assert await group.of(CHAT) == AutoTranslation()
    assert await wanted(group) == ()


async def test_what_was_set_holds_and_leaves_the_rest_of_the_group_alone(place: Place) -> None:
    place.rows.groups[CHAT] = Group(CHAT, "Үй", collects=True, plan=Plan(is_on=True))
    group = place.translation()

    made = await group.set(CHAT, AutoMode.FOREIGN, [KK, RU, KK])

    assert made == await group.of(CHAT) == AutoTranslation(AutoMode.FOREIGN, (KK, RU))
    kept = place.rows.groups[CHAT]
    assert (kept.title, kept.collects, kept.plan) == ("Үй", True, Plan(is_on=True))


async def test_a_group_that_is_not_known_becomes_known(place: Place) -> None:
    await place.translation().set(CHAT, AutoMode.ALL, [KK])

    assert place.rows.groups[CHAT].translation == AutoTranslation(AutoMode.ALL, (KK,))


async def test_a_foreign_message_is_wanted_in_the_groups_languages(place: Place) -> None:
    group = place.translation()
    await group.set(CHAT, AutoMode.FOREIGN, [KK, RU])

    assert await wanted(group) == (Target(KK), Target(RU))
    assert await wanted(group, "Кто едет с нами завтра?") == ()
    assert await wanted(group, "Ok!") == ()


async def test_what_waited_out_an_outage_is_not_wanted(place: Place) -> None:
    group = place.translation()
    await group.set(CHAT, AutoMode.FOREIGN, [KK])

    assert await wanted(group, age_s=MAX_AGE_S) == (Target(KK),)
    assert await wanted(group, age_s=MAX_AGE_S + 1) == ()


async def test_what_is_over_the_limit_is_not_wanted_until_its_time_is_over(place: Place) -> None:
    group, burst = place.translation(), LIMITS[0]
    await group.set(CHAT, AutoMode.FOREIGN, [KK])

    group.sending(CHAT, burst.count)

    assert await wanted(group) == ()
    place.now += timedelta(seconds=burst.seconds)
    assert await wanted(group) == (Target(KK),)


async def test_what_people_say_who_opted_out_is_not_wanted(place: Place) -> None:
    group = place.translation()
    await group.set(CHAT, AutoMode.FOREIGN, [KK])
    await group.messages.opt_out(CHAT, 6)
    await group.messages.opt_out(EVERYWHERE, 7)

    assert await wanted(group, by=6) == await wanted(group, by=7) == ()
    assert await wanted(group, by=8) == (Target(KK),)


@pytest.mark.parametrize("error", [TranslatorUnavailableError("x", "y"), DeadlineError(5)])
async def test_a_failure_of_engines_is_followed_by_a_pause(
    place: Place, error: QysqaError
) -> None:
    group = place.translation()
    await group.set(CHAT, AutoMode.FOREIGN, [KK])
    group.came(CHAT, error)

    assert await wanted(group) == ()
    assert group.is_paused(CHAT)
    place.now += timedelta(seconds=PAUSE_S)
    assert await wanted(group) == (Target(KK),)


async def test_a_failure_beside_another_reason_is_one_too(place: Place) -> None:
    group = place.translation()
    errors = (SameLanguageError(EN), TranslatorUnavailableError("", ""))
    group.came(
        CHAT, [Part(Target(one), error) for one, error in zip((EN, KK), errors, strict=True)]
    )

    assert group.is_paused(CHAT)


async def test_a_success_ends_the_pause_and_the_texts_own_fault_begins_none(place: Place) -> None:
    group = place.translation()
    group.came(CHAT, LanguageUnclearError())
    assert not group.is_paused(CHAT)
    group.came(CHAT, TranslatorUnavailableError("", ""))
    assert group.is_paused(CHAT)

    parts = await group.into(TextRequest(QUESTION), [Target(RU)], ORDER, Heard())
    group.came(CHAT, [*parts, Part(LATIN, TranslatorUnavailableError("", ""))])

    assert not group.is_paused(CHAT)


async def test_edits_are_followed_as_often_as_a_reader_reads(place: Place) -> None:
    group = place.translation()
    made = [group.edited(CHAT, 50) for _ in range(EDITS_OF_MESSAGE.count + 1)]
    place.now += timedelta(seconds=EDITS_OF_MESSAGE.seconds)

    assert made[-2:] == [Follow.ANEW, Follow.NOTE]
    assert group.edited(CHAT, 50) is Follow.ANEW


async def test_several_targets_are_translated_together(place: Place) -> None:
    parts = await place.translation().into(
        TextRequest(QUESTION),
        [Target(RU), LATIN],
        TranslationOrder(EN, terms=(Term("A"),)),
        Heard(),
    )

    assert [part.target for part in parts] == [Target(RU), LATIN]
    assert texts(parts) == [KNOWN[RU], "Erteñ bızben kım barady?"]
    assert place.chain.terms == [Term("A"), Term("A")]


async def test_a_target_that_fails_does_not_hide_the_others(place: Place) -> None:
    targets = [Target(EN), Target(KK), Target(LanguageCode("de"))]

    parts = await translate_into(place.translate, TextRequest(QUESTION), targets, ORDER, Heard())

    assert texts(parts) == [SameLanguageError, KNOWN[KK], TranslatorUnavailableError]


async def test_failures_of_two_kinds_are_each_told(place: Place) -> None:
    place.chain.known = {}

    parts = await translate_into(
        place.translate, TextRequest(QUESTION), [Target(EN), Target(KK)], ORDER, Heard()
    )

    assert texts(parts) == [SameLanguageError, TranslatorUnavailableError]


@pytest.mark.parametrize("targets", [[Target(KK)], [Target(KK), Target(RU)]])
async def test_what_fails_for_all_targets_alike_is_one_failure(
    place: Place, targets: list[Target]
) -> None:
    place.chain.known = {}

    with pytest.raises(TranslatorUnavailableError):
        await translate_into(place.translate, TextRequest(QUESTION), targets, ORDER, Heard())


async def test_what_is_wrong_with_the_text_is_one_failure(place: Place) -> None:
    with pytest.raises(LanguageUnclearError):
        await translate_into(
            place.translate, TextRequest("Ω."), [Target(KK), Target(RU)], ORDER, Heard()
        )


async def test_a_file_is_read_once_for_all_targets(place: Place) -> None:
    file = FileRequest("a.txt", QUESTION.encode())
    shown = TextRequest(QUESTION, styles=(Style(StyleKind.BOLD, 0, 3),))

    await translate_into(place.translate, file, [Target(KK), Target(RU)], ORDER, Heard())
    await translate_into(place.translate, file, [Target(KK)], ORDER, Heard())

    assert place.reads == [file, shown, shown, file]


async def test_a_rendering_is_read_back_from_its_tags(place: Place) -> None:
    asked = Rendering(5, (Target(RU), LATIN), asked=9)
    unasked = Rendering(5, (Target(KK),))
    for tag in (asked.tag(1), asked.tag(2), unasked.tag(1), "tr:5:kk:odd", "tr:50:kk:0:1"):
        place.rows.queues.receipts[CHAT, tag] = 100

    sent = await place.translation().sent(CHAT, 5)

    assert asked.tag(2) == "tr:5:ru+kk-Latn:9:2"
    assert sent == (Sent(asked, 2), Sent(unasked, 1))
    assert await place.translation().sent(CHAT - 1, 5) == ()


async def test_a_message_translated_very_often_is_followed_where_it_was_last(
    place: Place,
) -> None:
    for asked in range(MAX_FOLLOWED + 5):
        place.rows.queues.receipts[CHAT, Rendering(5, (Target(KK),), asked).tag(1)] = asked

    sent = await place.translation().sent(CHAT, 5)

    assert len(sent) == MAX_FOLLOWED
    assert sent[0].rendering.asked == MAX_FOLLOWED + 4


def test_the_longest_tag_fits() -> None:
    targets = (LATIN, Target(KK, Script.ARABIC), *map(Target, (KK, RU, EN)))

    assert len(targets) == MAX_TARGETS
    assert len(Rendering(2**31, targets, 2**31).tag(8)) <= 75
