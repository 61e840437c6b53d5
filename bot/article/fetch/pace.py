"""How often a site is asked: a pause between visits, and silence when it asks for it. Pure.

The caller brings the time: seconds of any clock that only goes forward.
"""

from collections import OrderedDict

PAUSE_S = 1.0  # between the starts of two visits; each is one page that one person asked for
PATIENCE_S = 8.0  # eight readers ahead; half of what a fetch may take is left for the page
MAX_HOLD_S = 3_600.0  # a Retry-After of a day would close a whole site to all for one bad moment
MAX_SITES = 1_000


class Pace:
    """When each site may be visited next; the MAX_SITES asked last are remembered."""

    def __init__(self, *, pause_s: float = PAUSE_S, max_hold_s: float = MAX_HOLD_S) -> None:
        self._pause_s = pause_s
        self._max_hold_s = max_hold_s
        self._free_at: OrderedDict[str, float] = OrderedDict()

    def claim(self, site: str, now: float) -> float | None:
        """Take the next free start at *site*.

        Returns:
            Seconds to wait until then; None when they exceed PATIENCE_S, and nothing is taken.
        """
        start = max(now, self._free_at.get(site, now))
        if start - now > PATIENCE_S:
            return None
        self._free(site, start + self._pause_s)
        return start - now

    def hold(self, site: str, now: float, seconds: float) -> None:
        """Leave *site* alone for *seconds*, within the limit; a longer hold stays."""
        until = now + min(seconds, self._max_hold_s)
        self._free(site, max(until, self._free_at.get(site, until)))

    def _free(self, site: str, at: float) -> None:
        self._free_at[site] = at
        self._free_at.move_to_end(site)
        if len(self._free_at) > MAX_SITES:
            self._free_at.popitem(last=False)
