"""Makes the report of a run from what a package says of its own submissions, without running anything.

A code that is one of the package's gets the verdict and the failing checks that the package promises, which
`questions verify` proves. Any other code fails every check but those of the interface. Pure.
"""

import ast
from functools import lru_cache

from question_bank.package import CheckSpec, Question, Submission
from runner.report import CheckResult, Purpose, RunReport, Verdict

_MESSAGE = "The answer differs from the expected one."


def report_on(question: Question, code: str, purpose: Purpose) -> RunReport:
    """Make the report of a run."""
    submission = _submission_of(question, code)
    verdict = Verdict(submission.expect) if submission is not None and submission.caught_by else Verdict.FAILED
    results = []
    for spec in question.checks:
        if spec.visible or purpose == "submit":
            failed = _fails(spec, submission)
            results.append(
                CheckResult(
                    name=spec.name,
                    title=spec.title,
                    kind=spec.kind,
                    hidden=not spec.visible,
                    verdict=verdict if failed else Verdict.PASSED,
                    message=_MESSAGE if failed else "",
                )
            )
    verdicts = [result.verdict for result in results if result.verdict is not Verdict.PASSED]
    return RunReport(purpose=purpose, verdict=verdicts[0] if verdicts else Verdict.PASSED, checks=tuple(results))


def _fails(spec: CheckSpec, submission: Submission | None) -> bool:
    return spec.kind != "contract" if submission is None else spec.name in submission.caught_by


def _submission_of(question: Question, code: str) -> Submission | None:
    shape = _shape(code)
    return next((part for part in question.submissions if _shape(question.sources[part.path]) == shape), None)


@lru_cache(maxsize=2048)
def _shape(code: str) -> str:
    """Give what a code says to Python, so that comments and blank lines make no other code of it."""
    try:
        return ast.dump(ast.parse(code))
    except SyntaxError:
        return code.strip()
