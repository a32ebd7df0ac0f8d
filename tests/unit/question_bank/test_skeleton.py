"""The folder of a new question loads as it is, and verifying it lists what is still to be written, and nothing else."""

import pytest

from question_bank.catalogue import load_catalogue
from question_bank.diagnostics import Diagnostics
from question_bank.load import QUESTION_FILE, examine
from question_bank.proofread import UNFILLED, proofread
from question_bank.skeleton import CannotWriteQuestion, write_skeleton


@pytest.mark.parametrize("question_id", ["my-new-question", "knn-classifier", "training-loop", "debug-nan-loss"])
def test_it_loads(tmp_path, question_id):
    write_skeleton(tmp_path / question_id)
    question, problems = examine(tmp_path / question_id)
    assert problems == ()
    assert question is not None
    assert question.id == question_id


@pytest.mark.parametrize("question_id", list(load_catalogue())[::12])
def test_phases_add_up_for_every_length(tmp_path, question_id):
    write_skeleton(tmp_path / question_id)
    assert examine(tmp_path / question_id)[1] == ()


def test_what_the_catalogue_knows_is_filled_in(tmp_path):
    write_skeleton(tmp_path / "knn-classifier")
    question, _ = examine(tmp_path / "knn-classifier")
    entry = load_catalogue()["knn-classifier"]
    assert question is not None
    assert (question.title, question.kind, question.minutes) == (entry.title, entry.kind, entry.minutes)


def test_proofreading_lists_each_mark_with_its_line(tmp_path):
    folder = tmp_path / "my-new-question"
    write_skeleton(folder)
    question, _ = examine(folder)
    assert question is not None
    found = Diagnostics(folder.name)
    proofread(question, folder, (folder / QUESTION_FILE).read_text(encoding="utf-8"), found)
    unfilled = [item for item in found.all if item.rule == "unfilled"]
    assert len(unfilled) > 40
    for item in unfilled:
        assert item.line is not None
        assert UNFILLED in (folder / item.file).read_text(encoding="utf-8").splitlines()[item.line - 1]


def test_parts_are_as_many_as_a_question_needs(tmp_path):
    folder = tmp_path / "my-new-question"
    write_skeleton(folder)
    question, _ = examine(folder)
    assert question is not None
    found = Diagnostics(folder.name)
    proofread(question, folder, (folder / QUESTION_FILE).read_text(encoding="utf-8"), found)
    assert [item for item in found.all if item.rule in {"counts", "submissions", "checks"}] == []


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "my-question").mkdir()
    with pytest.raises(CannotWriteQuestion, match="there already"):
        write_skeleton(tmp_path / "my-question")


@pytest.mark.parametrize("name", ["My-Question", "my question", "mine!"])
def test_an_id_that_no_question_can_have_is_refused(tmp_path, name):
    with pytest.raises(CannotWriteQuestion, match="lower case"):
        write_skeleton(tmp_path / name)
    assert not (tmp_path / name).exists()
