"""`thinkaloud simulate`: a simulated candidate sits a whole interview, through the server and the socket, at once."""

import asyncio
import tempfile
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from question_bank.package import Question
from question_bank.problem import PackageError, UnknownQuestion
from server.cli_screen import CannotDo, one_line, print_json, screen
from server.cli_turns import clock
from server.client import ClientError, ServerAddress, SessionClient, create_session
from server.debriefs import debrief_from_log
from server.serve import ServeError, served
from server.settings import Settings, SettingsError, load_settings
from server.simulate import over_socket
from server.simulate.candidate import meanings
from server.simulate.checklist import Answer, CheckedOff, check_off
from server.simulate.hurried_loop import HurriedLoop
from server.simulate.scenario import Scenario, ScenarioError, persona, persona_ids, read_scenario
from server.surroundings import Surroundings
from server.wiring import NoQuestionFolder, open_bank
from transcripts.archive import ArchiveError, log_from_archive
from transcripts.envelope import Sealed
from transcripts.events import PhaseChanged, SessionEnded

_LIST = "list"


@one_line(
    ServeError, SettingsError, ClientError, ScenarioError, UnknownQuestion, PackageError, NoQuestionFolder, ArchiveError
)
def simulate(
    who: Annotated[str, typer.Option("--persona", help="Who sits the interview; `list` shows all.")] = _LIST,
    question_id: Annotated[str, typer.Option("--question", help="Id of a question.")] = "",
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Chooses wordings and paces, on both sides.")] = 7,
    minutes: Annotated[int | None, typer.Option(help="Length of the interview. Default: the question's own.")] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="File for the session. Default: PERSONA-QUESTION-SEED.jsonl here.")
    ] = None,
    scenario_file: Annotated[
        Path | None, typer.Option("--scenario", help="A scenario file of your own in place of a persona.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Show the checklist for the interviewer as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Have a simulated candidate sit a whole interview."""
    if who == _LIST and scenario_file is None:
        _list_personas(as_json=as_json)
        return
    if not question_id:
        raise CannotDo("Name a question (--question ID); `thinkaloud questions list` shows all.")
    scenario = read_scenario(scenario_file) if scenario_file is not None else persona(who)
    with tempfile.TemporaryDirectory(prefix="thinkaloud-simulate-") as folder:
        # Of the user's settings, the sandbox holds here and the questions do; nobody is to connect, and no model helps.
        settings = load_settings(
            data_folder=Path(folder), host="127.0.0.1", port=0, token="", allowed_hosts=(), allowed_origins=(), model=""
        )
        question = open_bank(settings).get(question_id)
        with asyncio.Runner(loop_factory=HurriedLoop) as runner:
            content = runner.run(_session(settings, scenario, question, seed, minutes))
    file = to or Path(f"{scenario.id}-{question.id}-{seed}.jsonl")
    try:
        file.write_bytes(content)
    except OSError as problem:
        raise CannotDo(f"{file} cannot be written: {problem.strerror}. Name another file with --to.") from problem
    log = log_from_archive(content)
    meant = meanings(scenario, question, [sealed.envelope for sealed in log], seed)
    checked = check_off(question, log, meant) if check else None
    _tell(file, scenario, question, log, checked, as_json=as_json)


async def _session(settings: Settings, scenario: Scenario, question: Question, seed: int, minutes: int | None) -> bytes:
    """Play a session and give it as an archive."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, HurriedLoop), "whoever calls this runs it in one"
    surroundings = Surroundings(monotonic=loop.now_ms, new_seed=lambda: seed)
    async with served(settings, surroundings) as address:
        session_id = await create_session(address, question.id, minutes)
        async with SessionClient.open(address, session_id, question.starter) as client:
            await over_socket.play(client, scenario, question, seed=seed)
        return await _exported(address, session_id)


async def _exported(address: ServerAddress, session_id: str) -> bytes:
    async with address.http() as http:
        answer = await http.get(f"/api/sessions/{session_id}/export")
    if answer.is_error:
        raise ClientError(f"The session could not be exported ({answer.status_code}).")
    return answer.content


def _list_personas(*, as_json: bool) -> None:
    cast = [persona(name) for name in persona_ids()]
    if as_json:
        print_json([{"id": scenario.id, "says": scenario.says} for scenario in cast])
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("persona", no_wrap=True)
    table.add_column("who that is")
    for scenario in cast:
        table.add_row(scenario.id, scenario.says)
    screen.print(table)


def _tell(
    file: Path,
    scenario: Scenario,
    question: Question,
    log: tuple[Sealed, ...],
    checked: tuple[CheckedOff, ...] | None,
    *,
    as_json: bool,
) -> None:
    account = _account(file, scenario, question, log)
    if checked is not None:
        account["checklist"] = checked
    if as_json:
        print_json(account)
        return
    phases = ", ".join(f"{name} {clock(at_ms)}" for name, at_ms in account["phases"])
    turns = ", ".join(f"{n} {actor}" for actor, n in account["events"].items())
    for line in (
        f"{scenario.id} on {question.id}: {account['ending'].replace('_', ' ')} after {clock(account['duration_ms'])}",
        f"Events: {turns}",
        f"Phases: {phases}",
        f"Last submission: {account['verdict'] or 'none'}",
        f"Recommendation: {account['recommendation'].replace('_', ' ')}",
        f"Session: {file}",
    ):
        screen.print(Text(line), soft_wrap=True)
    for one in checked or ():
        if one.answer is not Answer.NOT_APPLICABLE:
            at = f" (events {', '.join(map(str, one.seqs[:8]))})" if one.answer is Answer.NO else ""
            screen.print(Text(f"  {one.answer:3} {one.says}{at}"), soft_wrap=True)


def _account(file: Path, scenario: Scenario, question: Question, log: tuple[Sealed, ...]) -> dict[str, Any]:
    graded = debrief_from_log(log, question)
    events = [sealed.envelope for sealed in log]
    ended = events[-1].event
    submits = [point for point in graded.runs if point.purpose == "submit"]
    return {
        "file": str(file),
        "persona": scenario.id,
        "question_id": question.id,
        "events": dict(Counter(envelope.actor for envelope in events)),
        "phases": [(one.event.phase.value, one.at_ms) for one in events if isinstance(one.event, PhaseChanged)],
        "ending": ended.ending if isinstance(ended, SessionEnded) else "open",
        "duration_ms": events[-1].at_ms,
        "verdict": submits[-1].verdict.value if submits else "",
        "recommendation": graded.overall.recommendation,
        "score": graded.overall.score,
        "levels": {part.id: part.level for part in graded.dimensions},
    }
