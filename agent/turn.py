"""Collects what the interviewer does at one event and keeps the manners: at most one question, legal steps only."""

from collections.abc import Sequence

from agent import coaching
from agent.commands import ChangePhase, Command, End, NoteFault, Say
from agent.phases import RETRY_RULE, may_be_retried, may_follow
from agent.retrying import begin_again
from agent.script import LINES, choose, fill, pick
from agent.state import InterviewState
from transcripts.events import Move, Phase, Reason

WORTH_LOOKING_BACK_MS = 30_000
"""Of a phase that is left for an earlier one sooner than this, there is nothing to say."""


class Turn:
    """Commands in the making. Lives for one step and is thrown away; the state it reads does not change."""

    def __init__(self, state: InterviewState, because: tuple[int, ...]) -> None:
        self.state = state
        self.because = because
        self.phase = state.phase
        self.has_asked = False
        self._commands: list[Command] = []
        self._said = list(state.talk.said)

    @property
    def commands(self) -> tuple[Command, ...]:
        """What has been collected so far, in order."""
        return tuple(self._commands)

    def line(self, key: str, **slots: str) -> str:
        """Choose a wording and fill it; empty when it may stay unsaid because all of its kind were said."""
        in_practice = f"{key}_in_practice"
        if self.state.mode == "practice" and in_practice in LINES:
            key = in_practice
        text = choose(key, seed=self.state.seed, seq=self.state.seq + len(self._commands), said=self._said)
        return fill(text, slots)

    def say(self, move: Move, key: str, rule: str, *, about: str = "", detail: str = "", **slots: str) -> None:
        """Say a line that asks nothing."""
        self.say_text(move, self.line(key, **slots), rule, about=about, detail=detail)

    def say_text(self, move: Move, text: str, rule: str, *, about: str = "", detail: str = "") -> None:
        """Say a text that asks nothing. An empty one is not said."""
        if not text:
            return
        self._said.append(text)
        self._commands.append(Say(text=text, move=move, about=about, reason=Reason(rule, self.because, detail)))

    def ask(self, move: Move, text: str, rule: str, *, about: str = "", detail: str = "") -> bool:
        """Ask a question, unless this turn already holds one. Says whether it was asked."""
        if self.has_asked:
            return False
        self.has_asked = True
        self.say_text(move, text, rule, about=about, detail=detail)
        return True

    def go(self, phase: Phase, rule: str, detail: str = "") -> bool:
        """Change the phase where the table allows it. Says whether it did."""
        if not may_follow(self.phase, phase):
            return False
        self._look_back()
        self.phase = phase
        self._commands.append(ChangePhase(phase=phase, reason=Reason(rule, self.because, detail)))
        self._look_ahead()
        return True

    def go_again(self, phase: Phase) -> bool:
        """Try a phase again where practice allows it. Says whether it did; what comes after sees the phase as new."""
        if self.state.mode != "practice" or not may_be_retried(self.phase, phase):
            return False
        if phase is self.phase or self.state.at_ms - self.state.clock.phase_since_ms >= WORTH_LOOKING_BACK_MS:
            self._look_back()
        self.state, self.phase = begin_again(self.state, phase), phase
        self._commands.append(ChangePhase(phase=phase, reason=Reason(RETRY_RULE, self.because)))
        self._look_ahead()
        return True

    def coach(self, wordings: Sequence[str], rule: str, *, about: str = "") -> None:
        """In practice, say one of some texts, once for a rule; nothing in a real interview."""
        if self.state.mode == "practice" and rule not in self.state.progress.rules_used:
            seq = self.state.seq + len(self._commands)
            text = pick(wordings, rule, seed=self.state.seed, seq=seq, said=self._said)
            self.say_text(Move.COACH, text, rule, about=about)

    def _look_back(self) -> None:
        texts = coaching.looking_back(self.state, self.phase)
        self.coach(texts, f"coach_after_{self.phase.value}", about=self.phase.value)

    def _look_ahead(self) -> None:
        texts = coaching.looking_ahead(self.state, self.phase)
        self.coach(texts, f"coach_before_{self.phase.value}", about=self.phase.value)

    def fault(self, where: str, message: str) -> None:
        """Note a fault of ours."""
        self._commands.append(NoteFault(where=where, message=message))

    def add(self, command: Command) -> None:
        """Add any other command."""
        self._commands.append(command)

    def end(self, command: End) -> None:
        """End the session; nothing comes after it."""
        self._commands.append(command)
