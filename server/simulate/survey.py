"""Many simulated sessions at once: the whole cast on many questions, the checklist for each, and tables of the answers.

Hermetic: nothing is run, nothing is waited for, and the same survey gives the same figures.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from question_bank.package import Kind, Question
from server.simulate.candidate import meanings
from server.simulate.checklist import LEAKS, Answer, CheckedOff, check_off, checklist
from server.simulate.in_memory import play
from server.simulate.scenario import Scenario
from transcripts.envelope import Sealed


class Sitting(Struct, frozen=True, kw_only=True):
    """One session: who sat what, and how it went."""

    persona: str
    question_id: str
    seed: int
    log: tuple[Sealed, ...]
    checked: tuple[CheckedOff, ...]

    @property
    def name(self) -> str:
        """Name it so that it can be played again."""
        return f"{self.persona} on {self.question_id}, seed {self.seed}"

    @property
    def faults(self) -> tuple[CheckedOff, ...]:
        """Questions of the checklist that were answered with no."""
        return tuple(one for one in self.checked if one.answer is Answer.NO)


class Survey(Struct, frozen=True, kw_only=True):
    """What the checklist said of many sessions."""

    n_sessions: int
    by_check: Mapping[str, Counter[Answer]]
    by_persona: Mapping[str, Counter[Answer]]
    faults: tuple[tuple[str, str, tuple[int, ...]], ...]
    """Id of the check, name of the sitting, events."""

    @property
    def share(self) -> float:
        """Share of yes among the answers that apply."""
        counts: Counter[Answer] = sum(self.by_check.values(), Counter())
        return share_of(counts)

    @property
    def leaks(self) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
        """Places where a secret got out."""
        return tuple(fault for fault in self.faults if fault[0] in LEAKS)


def share_of(counts: Mapping[Answer, int]) -> float:
    """Give the share of yes among yes and no; 1 when nothing applied."""
    n_said = counts.get(Answer.YES, 0) + counts.get(Answer.NO, 0)
    return counts.get(Answer.YES, 0) / n_said if n_said else 1.0


def some_of_each_kind(questions: Sequence[Question], n_each: int) -> tuple[Question, ...]:
    """Choose questions of all kinds, spread over the bank."""
    kinds: tuple[Kind, ...] = ("from_scratch", "operation", "end_to_end", "debug")
    chosen: list[Question] = []
    for kind in kinds:
        among = sorted((one for one in questions if one.kind == kind), key=lambda one: one.id)
        chosen += among[:: max(1, len(among) // n_each)][:n_each]
    return tuple(chosen)


def sittings(cast: Sequence[Scenario], questions: Sequence[Question], first_seed: int = 1) -> Iterator[Sitting]:
    """Have everybody sit every question, each time with another seed."""
    seed = first_seed
    for question in questions:
        for scenario in cast:
            log = play(scenario, question, seed=seed)
            meant = meanings(scenario, question, [sealed.envelope for sealed in log], seed)
            checked = check_off(question, log, meant)
            yield Sitting(persona=scenario.id, question_id=question.id, seed=seed, log=log, checked=checked)
            seed += 1


def survey_of(sat: Sequence[Sitting]) -> Survey:
    """Count the answers."""
    by_check = {one.id: Counter[Answer]() for one in checklist()}
    by_persona: dict[str, Counter[Answer]] = {}
    faults: list[tuple[str, str, tuple[int, ...]]] = []
    for sitting in sat:
        for one in sitting.checked:
            by_check[one.id][one.answer] += 1
            by_persona.setdefault(sitting.persona, Counter())[one.answer] += 1
        faults += [(one.id, sitting.name, one.seqs) for one in sitting.faults]
    return Survey(n_sessions=len(sat), by_check=by_check, by_persona=by_persona, faults=tuple(faults))


def table_by_check(survey: Survey) -> str:
    """Write the answers by question of the checklist, as Markdown."""
    lines = ["| | asked | yes | no | not applicable |", "|---|---|---:|---:|---:|"]
    group = ""
    for one in checklist():
        counts = survey.by_check[one.id]
        shown, group = ("" if one.group == group else one.group), one.group
        lines.append(
            f"| {shown} | {one.says} | {counts[Answer.YES]} | {counts[Answer.NO]} | {counts[Answer.NOT_APPLICABLE]} |"
        )
    return "\n".join(lines)


def table_by_persona(survey: Survey) -> str:
    """Write the answers by persona, as Markdown."""
    lines = ["| persona | yes | no | share of yes |", "|---|---:|---:|---:|"]
    for persona, counts in sorted(survey.by_persona.items()):
        lines.append(f"| {persona} | {counts[Answer.YES]} | {counts[Answer.NO]} | {share_of(counts):.3f} |")
    return "\n".join(lines)
