"""Every submission that a question carries gets the verdict that it declares, in the real sandbox."""

import pytest

from question_bank.load import builtin_folder, load_bank, load_question
from question_bank.verify import verify_question
from runner.sandbox_warmfork import WarmForkSandbox
from tests.questions_here import THAT_RUN_HERE

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(1200)]


def test_every_package_loads() -> None:
    bank = load_bank()
    assert bank.problems == ()
    assert {question.id for question in bank.all()} == {
        folder.name for folder in builtin_folder().iterdir() if (folder / "question.toml").is_file()
    }


@pytest.mark.parametrize("question_id", THAT_RUN_HERE)
def test_a_question_keeps_what_it_promises(question_id: str) -> None:
    folder = builtin_folder() / question_id
    # Some mutants only, fewer where each of them trains models: `thinkaloud questions verify` tries them all.
    every_mutant = 40 if load_question(folder).kind == "end_to_end" else 10
    with WarmForkSandbox() as sandbox:
        verification = verify_question(folder, sandbox, n_workers=2, every_mutant=every_mutant)
    totals = verification.totals
    assert [str(found) for found in verification.diagnostics if found.severity == "error"] == []
    assert totals.accepted == totals.accepted_passed >= 2
    assert totals.wrong + totals.slow == totals.rejected > 0
    assert totals.slow >= 1
    assert totals.trivial == totals.trivial_rejected > 0
    assert totals.survived == 0
    assert totals.repeats == totals.repeats_passed > 0
