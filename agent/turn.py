"""Collects what the interviewer does at one event and keeps the manners: at most one question, legal steps only."""

from agent.commands import ChangePhase, Command, End, NoteFault, Say
from agent.phases import may_follow
from agent.script import choose, fill
from agent.state import InterviewState
from transcripts.events import Move, Phase, Reason


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
        """Choose a wording and fill it; it counts as said at once."""
        text = choose(key, seed=self.state.seed, seq=self.state.seq + len(self._commands), said=self._said)
        return fill(text, slots)

    def say(self, move: Move, key: str, rule: str, *, about: str = "", detail: str = "", **slots: str) -> None:
        """Say a line that asks nothing."""
        self.say_text(move, self.line(key, **slots), rule, about=about, detail=detail)

    def say_text(self, move: Move, text: str, rule: str, *, about: str = "", detail: str = "") -> None:
        """Say a text that asks nothing."""
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
        self.phase = phase
        self._commands.append(ChangePhase(phase=phase, reason=Reason(rule, self.because, detail)))
        return True

    def fault(self, where: str, message: str) -> None:
        """Note a fault of ours."""
        self._commands.append(NoteFault(where=where, message=message))

    def add(self, command: Command) -> None:
        """Add any other command."""
        self._commands.append(command)

    def end(self, command: End) -> None:
        """End the session; nothing comes after it."""
        self._commands.append(command)
