"""The bank's questions as parameters of tests; those whose library is not installed are skipped by name."""

import pytest

from question_bank.load import load_bank
from question_bank.package import Question
from runner.profile import lacking


def _parameter(question: Question):
    missing = lacking(question.profile)
    if missing:
        return pytest.param(question.id, id=question.id, marks=pytest.mark.skip(reason=missing.missing))
    return pytest.param(question.id, id=question.id)


THAT_RUN_HERE = [_parameter(question) for question in load_bank().all()]
"""Ids of all questions, for tests that run their code."""
