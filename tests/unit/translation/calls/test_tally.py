from bot.translation.calls.tally import LATENCY_BOUNDS_S, Tally


def test_calls_are_counted_by_how_long_they_took() -> None:
    tally = Tally()
    for took_s in (0.0, 0.1, 0.2, 31.0):
        tally.called(10, took_s)

    assert (tally.calls, tally.chars, tally.seconds_total) == (4, 40, 31.3)
    assert tally.seconds == [2, 1, 0, 0, 0, 0, 1]
    assert len(tally.seconds) == len(LATENCY_BOUNDS_S) + 1
