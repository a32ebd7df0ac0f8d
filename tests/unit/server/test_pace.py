"""A flood is slowed down, a person never is."""

from server.pace import Pace


def test_a_burst_passes_and_the_rest_waits_its_turn():
    now = [0.0]
    pace = Pace(10.0, 5, lambda: now[0])
    assert [pace.take_or_wait() for _ in range(5)] == [0.0] * 5
    assert [round(pace.take_or_wait(), 3) for _ in range(3)] == [0.1, 0.2, 0.3]


def test_a_pause_gives_the_burst_back_and_no_more():
    now = [0.0]
    pace = Pace(10.0, 5, lambda: now[0])
    for _ in range(5):
        pace.take_or_wait()
    now[0] = 100.0
    assert [pace.take_or_wait() for _ in range(6)][-2:] == [0.0, 0.1]


def test_steady_typing_never_waits():
    now = [0.0]
    pace = Pace(10.0, 5, lambda: now[0])
    waits = []
    for _ in range(200):
        now[0] += 0.11
        waits.append(pace.take_or_wait())
    assert max(waits) == 0.0
