"""A candidate made from a question package: asks its facts, writes its submissions, answers with its model answers."""

from dataclasses import dataclass

from question_bank.package import Question
from runner.report import Verdict
from server.client import SessionClient
from transcripts.events import InterviewerSaid, Move, Phase, SuiteRan
from transcripts.fold import phase_at

_ASKING = {
    Move.FOLLOW_UP,
    Move.FOLLOW_UP_MORE,
    Move.PROBE,
    Move.ASK_PLAN,
    Move.ASK_BACK,
    Move.REMARK_ON_RUN,
    Move.CLOSE,
}
_PLAN = (
    "My plan: first I check the shapes and the input, then I write the main computation vectorised where it is simple, "
    "then I handle the edge cases, and finally I try it on a small example whose result I can work out by hand."
)


@dataclass
class ScriptedCandidate:
    """Plays one session to its end. `wrong_first` submits a wrong solution before the right one."""

    client: SessionClient
    question: Question
    wrong_first: bool = True
    n_facts: int = 3
    max_turns: int = 60

    async def play(self) -> None:
        for fact in self.question.facts[: self.n_facts]:
            await self.client.say(fact.asks[0])
        await self._reach(Phase.CODE)
        if self.wrong_first:
            wrong = next(sub for sub in self.question.submissions if sub.expect == "failed")
            await self._type(self.question.sources[wrong.path])
            await self.client.run("run")
            assert (await self.client.run("submit")).report.verdict is not Verdict.PASSED
            await self._answer()
        right = next(sub for sub in self.question.submissions if sub.expect == "passed")
        await self._type(self.question.sources[right.path])
        await self.client.run("run")
        assert (await self.client.run("submit")).report.verdict is Verdict.PASSED
        await self._talk_to_the_end()

    async def _reach(self, phase: Phase) -> None:
        for _ in range(6):
            now = phase_at(self.client.log)
            if now is phase:
                return
            if now is Phase.PLAN:
                await self.client.say(_PLAN)
            if phase_at(self.client.log) is not phase:
                await self.client.move_on()
        assert phase_at(self.client.log) is phase

    async def _type(self, code: str) -> None:
        """Write the code in a few strokes, as a person would, rather than at once."""
        lines = code.splitlines(keepends=True)
        for end in range(8, len(lines), 8):
            await self.client.write("".join(lines[:end]))
        await self.client.write(code)

    async def _talk_to_the_end(self) -> None:
        for _ in range(self.max_turns):
            if self.client.ended:
                return
            if not await self._answer():
                await self.client.move_on()
        assert self.client.ended

    async def _answer(self) -> bool:
        """Answer the interviewer's last turn when it asks something that was not answered yet."""
        asked = self._open_question()
        if asked is None or self.client.ended:
            return False
        await self.client.say(self._reply_to(asked))
        return True

    def _open_question(self) -> InterviewerSaid | None:
        for envelope in reversed(self.client.log):
            if envelope.actor == "candidate":
                return None
            if isinstance(envelope.event, InterviewerSaid) and (
                envelope.event.move in _ASKING or envelope.event.text.rstrip().endswith("?")
            ):
                return envelope.event
            if isinstance(envelope.event, SuiteRan):
                continue
        return None

    def _reply_to(self, asked: InterviewerSaid) -> str:
        kind, _, name = asked.about.partition(":")
        if kind == "follow_up":
            return self.question.follow_up(name).model_answer
        if kind == "trigger":
            return self.question.trigger(name).model_answer or "Good point: I will look at that case and handle it."
        return "I would print the shapes and the values between on a tiny input, because that shows which step is off."
