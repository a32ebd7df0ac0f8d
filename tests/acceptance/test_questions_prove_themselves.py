"""Every submission that a question carries gets the verdict that it declares, in the real sandbox."""

import pytest

from question_bank.load import builtin_folder, load_bank
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
    with WarmForkSandbox() as sandbox:
        # Each fourth mutant only: `thinkaloud questions verify` tries them all.
        verification = verify_question(builtin_folder() / question_id, sandbox, n_workers=2, every_mutant=4)
    totals = verification.totals
    assert [str(found) for found in verification.diagnostics if found.severity == "error"] == []
    assert totals.accepted == totals.accepted_passed >= 2
    assert totals.wrong + totals.slow == totals.rejected > 0
    assert totals.slow >= 1
    assert totals.trivial == totals.trivial_rejected > 0
    assert totals.survived == 0
    assert totals.repeats == totals.repeats_passed > 0
