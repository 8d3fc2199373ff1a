"""Speed and time left, by a clock of our own."""

from __future__ import annotations

from diptych.packs.meter import INTERVAL, WINDOW, Meter, Transfer


class Clock:
    """Tells the time it was given."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_steady_transfer() -> None:
    clock = Clock()
    meter = Meter(clock)
    meter.begin(1_000)
    reports = []
    for second in range(1, 10):
        clock.now += 1
        reports.append(meter.count(1_000 + 100 * second, 2_000))
    assert reports[0] == Transfer(1_100, 2_000, 100.0, 9.0)
    assert reports[8] == Transfer(1_900, 2_000, 100.0, 1.0)


def test_what_was_there_before_has_no_speed() -> None:
    clock = Clock()
    meter = Meter(clock)
    meter.begin(1_000_000)
    clock.now += 1
    report = meter.count(1_000_010, 2_000_000)
    assert report is not None
    assert report.speed == 10


def test_the_speed_is_that_of_the_last_seconds() -> None:
    clock = Clock()
    meter = Meter(clock)
    meter.begin(0)
    for _second in range(20):
        clock.now += 1
        meter.count(1_000_000, 0)
    slow = 0
    for _second in range(int(WINDOW) + 1):
        clock.now += 1
        slow += 10
        report = meter.count(1_000_000 + slow, 0)
    assert report == Transfer(1_000_060, 0, 10.0, None)


def test_reports_come_at_intervals_and_at_the_end() -> None:
    clock = Clock()
    meter = Meter(clock)
    meter.begin(0)
    reports = []
    for count in range(1, 101):
        clock.now += INTERVAL / 10
        reports.append(meter.count(count, 100))
    told = [report.done for report in reports if report]
    assert 10 <= len(told) <= 12
    assert told[-1] == 100


def test_no_time_and_no_speed() -> None:
    meter = Meter(Clock())
    meter.begin(0)
    assert meter.count(10, 20) == Transfer(10, 20, 0.0, None)
