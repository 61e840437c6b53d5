"""Every engine over HTTP, ready for the tests of the contract and of what goes wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.core.engines import Trouble
from bot.translation.engines.dialect import Dialect
from bot.translation.engines.google import GoogleDialect
from bot.translation.engines.http import HttpEngine, Timeouts
from bot.translation.engines.mymemory import MyMemoryDialect
from tests.simulator.translators import Mode, Translators
from tests.simulator.wire import Wire
from tests.simulator.wires import KEYLESS_WIRES
from tests.simulator.wires_keyed import KEYED_DIALECTS, KEYED_WIRES

PATIENT = Timeouts(connect_s=5, read_s=10, total_s=20)
HASTY = Timeouts(connect_s=0.2, read_s=0.1, total_s=0.2)
AGENT = "Qysqa-test (a reader's bot)"
EMAIL = "owner@qysqa.kz"
ALL_WIRES: tuple[Wire, ...] = (*KEYLESS_WIRES, *KEYED_WIRES)
WIRES = {wire.engine: wire for wire in ALL_WIRES}


@dataclass(frozen=True)
class Subject:
    """An engine under test: how it is made, and where it is not like the others.

    *wire* is the name of its stand-in. *codes* are its own words for target languages,
    *unknown* those of ours that it does not know. *decodes* says that its service escapes
    its answers, *parses* that it lays them out as HTML, and *told* which trouble it takes
    a mode for.
    """

    wire: str
    dialect: Callable[[str], Dialect]
    codes: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    decodes: bool = False
    parses: bool = False
    told: Mapping[Mode, Trouble] = field(default_factory=dict)

    def engine(self, service: Translators, timeouts: Timeouts = PATIENT) -> HttpEngine:
        dialect = self.dialect(service.url_of(self.wire))
        return HttpEngine(dialect, clock=lambda: datetime.now(UTC), headers={}, timeouts=timeouts)


def keyed(wire: str, **codes: str) -> Subject:
    return Subject(wire, KEYED_DIALECTS[wire], codes)


SUBJECTS = [
    Subject(
        "google",
        lambda url: GoogleDialect(f"{url}/m", AGENT),
        codes={"kk": "kk", "en": "en", "zh": "zh-CN", "he": "iw"},
        unknown=frozenset({"ba"}),
        decodes=True,
        parses=True,
        told={Mode.QUOTA: Trouble.BLOCKED, Mode.BAD_KEY: Trouble.BLOCKED},
    ),
    Subject(
        "mymemory",
        lambda url: MyMemoryDialect(f"{url}/get", EMAIL, AGENT),
        codes={"kk": "kk-KZ", "en": "en-GB", "zh": "zh-CN", "he": "he-IL", "ar": "ar-SA"},
        decodes=True,
    ),
    keyed("deepl", kk="KK", ru="RU", en="EN-GB", zh="ZH-HANS"),
    keyed("azure", kk="kk", en="en", zh="zh-Hans", pt="pt-PT"),
    keyed("google_cloud", kk="kk", en="en", zh="zh-CN"),
    keyed("yandex", kk="kk", en="en", zh="zh"),
    keyed("libretranslate", kk="kk", en="en", zh="zh"),
    keyed("openai", kk="kk", en="en", zh="zh"),
]
