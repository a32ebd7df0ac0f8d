"""Judges a submission by a question's checks: trusted code out here, the candidate's code behind the sandbox's wall.

Knows nothing of interviews or sessions. Never raises for anything that the candidate's code does; what is our fault
or the machine's ends in `Verdict.RUNNER_FAULT` and says nothing about the code.

How the verdict of a whole run is found: a runner fault anywhere beats everything; then what happened to the code
itself (it does not parse, imports what is forbidden, raised or was stopped while loading); then the first check, in
the package's order, that did not pass; else `passed`.
"""

import ast
import hashlib
import time
import traceback
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import numpy as np

from question_bank.boxed import Boxed, BoxFault, Ended
from question_bank.check_results import ended_by, faulty, mismatched, not_run, result_of, with_short_forms
from question_bank.checking import Mismatch
from question_bank.code_facts import imported_modules, may_bind, parse
from question_bank.load import CHECKS_FILE, data_files
from question_bank.package import CheckSpec, Entry, Question
from question_bank.problem import PackageError
from runner import ending
from runner.environment import environment
from runner.report import CheckResult, Measured, Purpose, RunReport, Verdict
from runner.sandbox import Answered, Box, Outcome, Program, Raised, Remains, Sandbox, SandboxError, Stopped
from runner.shown import without_addresses

Check = Callable[..., None]

MAX_BOXES = 4
"""Fresh starts within one run: after the third check that brought the process down, the rest is not run."""
MAX_TIME_LIMITS = 2
"""Checks that may run into the time limit before the rest is not run: an endless loop should not cost minutes."""
MAX_SECONDS_OVER_LIMITS = 40.0
"""Nor may it where limits are long: no further start when those that ran into theirs, and one more, could take this."""
SEED = 20_240
MAX_SOURCE_CHARACTERS = 200_000
_MOST_NAMES = 8
_MOST_OF_A_LINE = 120


class ChecksBroken(Exception):
    """The package's checks.py does not load, or lacks a function that question.toml names."""

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__(f"{folder / CHECKS_FILE}: {what}")


def run_suite(
    question: Question,
    folder: Path,
    source: str,
    purpose: Purpose,
    sandbox: Sandbox,
    *,
    salt: str = "",
    on_progress: Callable[[int, int], None] | None = None,
    stop_at_first: bool = False,
    shuffled: bool = False,
) -> tuple[RunReport, Measured]:
    """Run a submission and judge it. `salt` draws other random cases; reports of equal arguments are equal bytes.

    `stop_at_first`: when a check has not passed, the rest is not run.
    `shuffled`: the checks are run, and reported, in an order drawn from `salt`.

    `on_progress` is told how many checks have a result and how many there are, once at the start and then after each.
    It may end the run by raising what is no Exception.
    """
    start = time.monotonic()
    run = _Run(question, folder, source, purpose, sandbox, salt, on_progress, stop_at_first=stop_at_first)
    if shuffled:
        run.shuffle()
    try:
        run.execute()
    except SandboxError as error:
        run.end(Verdict.RUNNER_FAULT, str(error))
    except (PackageError, ChecksBroken) as error:
        run.end(Verdict.RUNNER_FAULT, f"The question itself is broken: {error}")
    except Exception as error:  # noqa: BLE001 - whatever is left is ours, and must never look like the candidate's
        run.end(Verdict.RUNNER_FAULT, f"The judge failed ({type(error).__name__}); this says nothing about the code.")
    return run.report(), run.measured(time.monotonic() - start)


class _Run:
    """One run of one submission."""

    def __init__(
        self,
        question: Question,
        folder: Path,
        source: str,
        purpose: Purpose,
        sandbox: Sandbox,
        salt: str,
        on_progress: Callable[[int, int], None] | None,
        *,
        stop_at_first: bool,
    ) -> None:
        self._question = question
        self._stop_at_first = stop_at_first
        self._folder = folder
        self._source = source
        self._purpose = purpose
        self._sandbox = sandbox
        self._salt = salt
        self._on_progress = on_progress
        self._specs = tuple(spec for spec in question.checks if spec.visible or purpose == "submit")
        self._results: list[CheckResult] = []
        self._verdict = Verdict.PASSED
        self._error = ""
        self._error_line: int | None = None
        self._shown: Remains | None = None
        self._all_remains: list[Remains] = []

    def shuffle(self) -> None:
        """Put the checks into another order, drawn from the salt."""
        order = np.random.default_rng(_seed(self._question.sha256, "order", self._salt)).permutation(len(self._specs))
        self._specs = tuple(self._specs[place] for place in order)

    def execute(self) -> None:
        """Do what the purpose asks for."""
        self._tell_progress()
        refusal = refuse(self._source, self._question.forbidden_imports)
        if refusal:
            self.end(*refusal)
            return
        functions = load_checks(self._folder)
        files = data_files(self._question, self._folder)
        if self._purpose == "run" and not self._run_as_main(files):
            return
        entry = self._question.entry
        if not may_bind(parse(self._source), entry.name):
            self.end(Verdict.ERROR, lacks_entry(self._source, entry))
            return
        self._run_checks(functions, self._program(files, as_main=False))

    def end(self, verdict: Verdict, error: str, line: int | None = None) -> None:
        """Note what ended the run; a fault of ours beats what was noted before."""
        if self._verdict is Verdict.PASSED or verdict is Verdict.RUNNER_FAULT:
            self._verdict, self._error, self._error_line = verdict, error, line

    def report(self) -> RunReport:
        """Put together what happened."""
        results = (*self._results, *(not_run(spec) for spec in self._specs[len(self._results) :]))
        verdict = self._verdict
        if any(result.verdict is Verdict.RUNNER_FAULT for result in results):
            verdict = Verdict.RUNNER_FAULT
        elif verdict is Verdict.PASSED:
            verdict = next((result.verdict for result in results if result.verdict is not Verdict.PASSED), verdict)
        fingerprint, here = self._environment(), environment()
        return RunReport(
            purpose=self._purpose,
            verdict=verdict,
            checks=results,
            # Where an object lies differs from one start of the sandbox to the next.
            stdout=without_addresses(self._shown.stdout) if self._shown else "",
            stderr=without_addresses(self._shown.stderr) if self._shown else "",
            truncated=self._shown.truncated if self._shown else False,
            error=self._error,
            error_line=self._error_line,
            figures=self._shown.figures if self._shown else (),
            tables=self._shown.tables if self._shown else (),
            warnings=self._shown.warnings if self._shown else (),
            own_tests=self._shown.own_tests if self._shown else (),
            limits=self._question.limits,
            sandbox=self._sandbox.name,
            environment_sha256=fingerprint,
            environment=here.summary if fingerprint == here.sha256 else "",
            submission_sha256=hashlib.sha256(self._source.encode("utf-8", "surrogatepass")).hexdigest(),
        )

    def measured(self, wall_seconds: float) -> Measured:
        """Sum the CPU time of all processes and take the largest memory peak; None where the machine does not tell."""
        cpu = [remains.cpu_ms for remains in self._all_remains if remains.cpu_ms is not None]
        peaks = [remains.peak_memory_mib for remains in self._all_remains if remains.peak_memory_mib is not None]
        return Measured(round(wall_seconds * 1000), sum(cpu) if cpu else None, max(peaks, default=None))

    def _environment(self) -> str:
        try:
            return self._sandbox.environment_sha256
        except SandboxError:
            return ""

    def _program(self, files: Mapping[str, bytes], *, as_main: bool) -> Program:
        return Program(
            source=self._source,
            profile=self._question.profile,
            files=files,
            driver="" if as_main else self._question.driver,
            as_main=as_main,
            seed=SEED,
        )

    def _run_as_main(self, files: Mapping[str, bytes]) -> bool:
        """Run the file as a person would. False when the checks need not be tried."""
        with self._sandbox.open(self._program(files, as_main=True), self._question.limits) as box:
            outcome = box.load()
            if not isinstance(outcome, Stopped):
                box.run_own_tests()
            self._shown = box.close()
        self._all_remains.append(self._shown)
        self._note_load(outcome)
        # Code that raised may have done so below `if __name__ == "__main__"`, so the checks are still worth a try.
        return not isinstance(outcome, Stopped)

    def _note_load(self, outcome: Outcome) -> None:
        if isinstance(outcome, Raised):
            self.end(Verdict.ERROR, outcome.traceback or f"{outcome.type_name}: {outcome.message}", outcome.line)
        elif isinstance(outcome, Stopped):
            self.end(outcome.verdict, outcome.message)

    def _run_checks(self, functions: Mapping[str, Check], program: Program) -> None:
        n_time_limits = 0
        for _ in range(MAX_BOXES):
            if self._is_settled() or len(self._results) == len(self._specs) or self._is_out_of_patience(n_time_limits):
                return
            with self._sandbox.open(program, self._question.limits) as box:
                outcome = box.load()
                if isinstance(outcome, Answered):
                    self._check_until_stopped(functions, box)
                self._all_remains.append(box.close())
            if not isinstance(outcome, Answered):
                self._note_load(outcome)
                return
            n_time_limits += bool(self._results) and self._results[-1].verdict is Verdict.TIME_LIMIT

    def _is_out_of_patience(self, n_time_limits: int) -> bool:
        seconds = (n_time_limits + 1) * self._question.limits.cpu_seconds
        return n_time_limits >= MAX_TIME_LIMITS or (n_time_limits > 0 and seconds > MAX_SECONDS_OVER_LIMITS)

    def _check_until_stopped(self, functions: Mapping[str, Check], box: Box) -> None:
        candidate = Boxed(box, self._question.entry.name, self._source.count("\n") + 1)
        for spec in self._specs[len(self._results) :]:
            result, gone = self._check(functions, spec, candidate)
            self._results.append(result)
            self._tell_progress()
            if gone or self._is_settled():
                return

    def _is_settled(self) -> bool:
        return self._stop_at_first and any(result.verdict is not Verdict.PASSED for result in self._results)

    def _tell_progress(self) -> None:
        if self._on_progress is not None:
            self._on_progress(len(self._results), len(self._specs))

    def _check(self, functions: Mapping[str, Check], spec: CheckSpec, candidate: Boxed) -> tuple[CheckResult, bool]:
        """Run one check. The second value says that the candidate's process is gone."""
        function = functions.get(spec.name)
        if function is None:
            raise ChecksBroken(self._folder, f"there is no function {spec.name!r}")
        candidate.forget()
        rng = np.random.default_rng(_seed(self._question.sha256, spec.name, self._salt))
        try:
            with np.errstate(all="ignore"):
                function(candidate, rng)
        except Mismatch as wrong:
            return with_short_forms(mismatched(spec, wrong), candidate), False
        except Ended as ended:
            result = with_short_forms(ended_by(spec, ended.outcome), candidate)
            return result, isinstance(ended.outcome, Stopped)
        except BoxFault as fault:
            raise fault.error from fault
        except Exception as error:  # noqa: BLE001 - a bug in a check is ours, never the candidate's
            return faulty(spec, error), False
        return result_of(spec, Verdict.PASSED), False


def refuse(source: str, forbidden_imports: Collection[str]) -> tuple[Verdict, str, int | None] | None:
    """Say why a source is not run at all: it is too long, does not parse, or imports what the question rules out."""
    if len(source) > MAX_SOURCE_CHARACTERS:
        words = f"The code has {len(source):,} characters; at most {MAX_SOURCE_CHARACTERS:,} are run."
        return Verdict.ERROR, words, None
    not_text = ending.unreadable(source)
    if not_text is not None:
        return not_text.verdict, not_text.message, None
    try:
        tree = parse(source)
    except SyntaxError as error:
        place = f" (line {error.lineno})" if error.lineno else ""
        text = f"\n    {error.text.strip()[:_MOST_OF_A_LINE]}" if error.text else ""
        return Verdict.ERROR, f"{type(error).__name__}: {error.msg}{place}{text}", error.lineno
    except (ValueError, RecursionError, MemoryError):
        return Verdict.ERROR, "This cannot be read as Python: it is nested too deeply.", None
    for module, line in imported_modules(tree):
        banned = next((name for name in forbidden_imports if module == name or module.startswith(f"{name}.")), None)
        if banned:
            return (
                Verdict.FORBIDDEN,
                f"This question is to be solved without `{banned}` (line {line} imports it).",
                line,
            )
    return None


def lacks_entry(source: str, entry: Entry) -> str:
    """Say that a file does not define what the question asks for, and what it defines instead."""
    tree = parse(source)
    if not tree.body:
        what = "The file holds comments alone" if source.strip("\ufeff \t\r\n\f") else "The file is empty"
        return f"{what}; it should define {entry.signature}."
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names = [f"`{node.name}`" for node in tree.body if isinstance(node, kinds)]
    instead = f" It defines {', '.join(names[:_MOST_NAMES])}." if names else " It defines no function at all."
    return f"The code does not define `{entry.name}`; it should define {entry.signature}.{instead}"


def load_checks(folder: Path) -> Mapping[str, Check]:
    """Load a package's checks.py and list its public functions by name. Raises ChecksBroken."""
    path = folder / CHECKS_FILE
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ChecksBroken(folder, error.strerror or "cannot be read") from error
    return _load_checks(folder, content)


@lru_cache(maxsize=256)
def _load_checks(folder: Path, content: bytes) -> Mapping[str, Check]:
    # Compiled by hand: nothing of a package may become importable beside the product, and no byte-code may appear in
    # its folder. A changed file is a changed key of the cache.
    module = ModuleType(f"_checks_of_{folder.name.replace('-', '_')}_{hashlib.sha256(content).hexdigest()[:8]}")
    module.__file__ = str(folder / CHECKS_FILE)
    try:
        exec(compile(content, module.__file__, "exec"), module.__dict__)  # noqa: S102 - trusted: part of the package
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        line = next((frame.lineno for frame in reversed(frames) if frame.filename == module.__file__), None)
        line = error.lineno if isinstance(error, SyntaxError) else line
        raise ChecksBroken(folder, f"{type(error).__name__}: {error} (line {line})") from error
    return {
        name: part
        for name, part in vars(module).items()
        if not name.startswith("_") and callable(part) and getattr(part, "__module__", None) == module.__name__
    }


def _seed(*parts: str) -> int:
    return int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:16], "big")
