"""The cases by stage: the ones that are given, and those that follow from them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from guard_world import Case

from tests.simulator.hostile_urls import PRIVATE

STAGES = ("literal", "resolved", "rebinding", "redirect")
_STAGE_OF = {"parse": "literal", "address": "literal", "dns": "resolved", "connect": "resolved"}
GOOD = "good.example.com"
GOOD_IP, OTHER_IP = "93.184.216.34", "2606:2800:220:1::1"
START = f"http://{GOOD}/r"


def load(path: Path) -> Mapping[str, Sequence[Case]]:
    """Return the cases of each stage; those that are not given are made here."""
    given = json.loads(path.read_text(encoding="utf-8"))["cases"]
    staged: dict[str, list[Case]] = {stage: [] for stage in STAGES}
    for case in given:
        rebinds = case["category"] == "dns-rebind"
        stage = "rebinding" if rebinds else _STAGE_OF.get(case["stage"], case["stage"])
        staged[stage].append(case)
    links = [*staged["literal"], *staged["resolved"]]
    staged["redirect"] += [made for case in links for made in _redirected(case)]
    staged["rebinding"] += [made for ip in PRIVATE for made in _rebinding(ip)]
    return staged


def _redirected(case: Case) -> Iterator[Case]:
    """A good site sends to the link of *case*: at once, or as its third hop."""
    url = case["url"].strip()
    kind = case["expect"].partition(":")[0]
    if not url.isprintable() or "dns_delay" in case or kind not in ("allow", "block"):
        return
    for hops in ([], ["/a", "/b"]):
        yield {
            "id": f"{case['id']} after {len(hops) + 1}",
            "url": START,
            "redirects": [*hops, url],
            "dns": case.get("dns", {}) | {GOOD: [GOOD_IP]},
            # what is no address of its own leads back to the good site, which is no leak
            "expect": "allow" if kind == "allow" else "stay",
        }


def _rebinding(ip: str) -> Iterator[Case]:
    """A name is public when it is checked, and *ip* when it is asked again."""
    other = OTHER_IP if ":" not in ip else GOOD_IP  # of the other family: another query
    plans: dict[str, tuple[list[list[str]], list[str], str]] = {
        "asked once": ([[GOOD_IP], [ip]], [], f"connect_only:{GOOD_IP}"),
        "private first": ([[ip], [GOOD_IP]], [], "block"),
        "one of two queries": ([[other, ip]], [], "block"),
        "one of many answers": ([[GOOD_IP, OTHER_IP, ip]], [], "block"),
        "between two hops": ([[GOOD_IP], [ip]], ["/next"], "block"),
        "at the fourth hop": ([[GOOD_IP]] * 3 + [[ip]], ["/1", "/2", "/3"], "block"),
        "on another port": ([[GOOD_IP], [ip]], [f"https://{GOOD}/"], "block"),
    }
    for name, (turns, redirects, expect) in plans.items():
        case = {"url": START, "dns_seq": {GOOD: turns}, "redirects": redirects}
        yield {"id": f"{ip} {name}", "expect": expect} | case
