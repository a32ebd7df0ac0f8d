"""Small pure functions over a session that was read. The registry names what each looks at and what it feeds."""

from rubric.debrief import SignalValue
from rubric.signals import course, data_work, honesty, knowledge, own_tests, problem, runs, solution, talk
from rubric.signals.signal import Seen, Signal
from rubric.view import View

REGISTRY: tuple[Signal, ...] = (
    *problem.SIGNALS,
    *runs.SIGNALS,
    *solution.SIGNALS,
    *own_tests.SIGNALS,
    *talk.SIGNALS,
    *honesty.SIGNALS,
    *knowledge.SIGNALS,
    *data_work.SIGNALS,
    *course.SIGNALS,
)


def measure(view: View, registry: tuple[Signal, ...] = REGISTRY) -> dict[str, SignalValue]:
    """Look with every signal."""
    return {signal.id: signal.measure(view) for signal in registry}


__all__ = ["REGISTRY", "Seen", "Signal", "measure"]
