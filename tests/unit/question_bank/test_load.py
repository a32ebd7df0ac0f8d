import hashlib
import shutil

import pytest

from question_bank.load import builtin_folder, examine, load_bank, load_question, package_sha256
from question_bank.problem import (
    BadField,
    BadPattern,
    BadReference,
    BadToml,
    DuplicateId,
    MissingFile,
    PackageError,
    UnknownQuestion,
    UnlistedFile,
    UnreadableFile,
)


def change(folder, old, new, file="question.toml"):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def line_of_text(folder, piece):
    lines = (folder / "question.toml").read_text().splitlines()
    return next(n for n, line in enumerate(lines, 1) if piece in line)


def test_what_people_were_heard_to_say_is_taken_in(toy):
    fact_id = load_question(toy).facts[0].id
    (toy / "heard.tsv").write_text(f"{fact_id}\tnothing to add up, what then\n{fact_id}\tcould the list be bare?\n")
    fact = load_question(toy).facts[0]
    assert fact.heard == ("nothing to add up, what then", "could the list be bare?")
    with_it = load_question(toy).sha256
    (toy / "heard.tsv").unlink()
    assert load_question(toy).sha256 == with_it, "it is the same question"


@pytest.mark.parametrize(
    ("line", "says"),
    [("no-such-fact\twhat then", "There is no fact 'no-such-fact'"), ("what then", "a tab"), ("\n", "a tab")],
)
def test_a_line_of_what_was_heard_that_fits_nothing_is_named(toy, line, says):
    fact_id = load_question(toy).facts[0].id
    (toy / "heard.tsv").write_text(f"{fact_id}\tempty, what then\n{line}\n")
    with pytest.raises(BadField, match=r"heard\.tsv, line 2") as found:
        load_question(toy)
    assert says in str(found.value)


def test_a_whole_package_loads_with_its_files(toy):
    question = load_question(toy)
    assert question.id == "toy-sum"
    assert question.prompt == "Please add the numbers."
    assert set(question.sources) == {"accepted/plain.py", "wrong/loop.py"}
    assert question.sha256 == package_sha256(toy)


@pytest.mark.parametrize(
    "name", ["question.toml", "prompt.md", "starter.py", "notes.md", "checks.py", "submissions/wrong/loop.py"]
)
def test_a_missing_file_is_named(toy, name):
    (toy / name).unlink()
    with pytest.raises(MissingFile) as caught:
        load_question(toy)
    assert caught.value.file == name
    assert str(toy / name) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_text_is_named(toy):
    (toy / "notes.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile, match=r"notes\.md"):
        load_question(toy)


def test_broken_toml_gives_its_line(toy):
    change(toy, "minutes = 10", "minutes = = 10")
    with pytest.raises(BadToml) as caught:
        load_question(toy)
    assert caught.value.line == line_of_text(toy, "minutes = =")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("minutes = 10", 'minutes = "ten"', "minutes ="),
        ("minutes = 10", "minutes = 10\ncolour = 1", "colour = 1"),
        ('kind = "operation"', 'kind = "riddle"', "riddle"),
        ('answer = "The sum of nothing is 0."', "answer = 0", "answer = 0"),
        ('terms = ["empty"]', 'terms = ["empty"]\nwords = 1', "words = 1"),
        ('ask = "Why a loop?"', "ask = 3", "ask = 3"),
        ('title = "Sum"', 'title = "Sum"\nprompt = "x"', "prompt ="),
    ],
)
def test_a_wrong_field_is_found_with_its_line(toy, old, new, at):
    change(toy, old, new)
    with pytest.raises(BadField) as caught:
        load_question(toy)
    assert caught.value.line == line_of_text(toy, at)
    assert "question.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('id = "toy-sum"', 'id = "other"', BadField),
        ("code = 4.0", "code = 5.0", BadField),
        ("code = 4.0", "code = -4.0", BadField),
        ("level = 4", "level = 3", BadField),
        ('"check:empty"', '"check:nothing"', BadReference),
        ('"follow_up:order"', '"follow_up:nothing"', BadReference),
        ('caught_by = ["empty"]', 'caught_by = ["nothing"]', BadReference),
        ('sample = "wrong/loop.py"', 'sample = "wrong/other.py"', BadReference),
        ('code = { matches = ["for "] }', 'run = { check = "nothing" }', BadReference),
        ('code = { matches = ["for "] }', 'run = { verdicts = ["nothing"] }', BadReference),
        ('matches = ["for "]', 'matches = ["for ("]', BadPattern),
        ('phrases = ["round"]', 'phrases = ["*"]', BadPattern),
        ('name = "draws"', 'name = "empty"', DuplicateId),
        ('path = "wrong/loop.py"', 'path = "accepted/plain.py"', DuplicateId),
        ('name = "draws"', 'name = "_draws"', BadField),
        ('path = "wrong/loop.py"', 'path = "../../loop.py"', BadField),
        ('authors = ["thinkaloud contributors"]', 'authors = ["a"]\ndata = [{ name = "a/b", says = "" }]', BadField),
        ('authors = ["thinkaloud contributors"]', 'authors = ["a"]\ndata = [{ name = "b", says = "" }]', MissingFile),
    ],
)
def test_what_contradicts_itself_does_not_load(toy, old, new, kind):
    change(toy, old, new)
    with pytest.raises(PackageError):
        load_question(toy)
    assert kind in {type(problem) for problem in examine(toy)[1]}


def test_a_submission_that_no_entry_names_is_found(toy):
    (toy / "submissions/wrong/other.py").write_text("")
    with pytest.raises(UnlistedFile, match=r"other\.py"):
        load_question(toy)


def test_all_problems_are_listed_at_once(toy):
    change(toy, '"check:empty"', '"check:nothing"')
    change(toy, "level = 4", "level = 3")
    (toy / "submissions/wrong/loop.py").unlink()
    assert {type(problem) for problem in examine(toy)[1]} == {BadReference, BadField, MissingFile}


def test_the_digest_follows_names_and_contents_but_not_byte_code(toy):
    before = package_sha256(toy)
    cache = toy / "__pycache__"
    cache.mkdir()
    (cache / "checks.cpython-311.pyc").write_bytes(b"x")
    (toy / ".DS_Store").write_bytes(b"x")
    assert package_sha256(toy) == before
    (toy / "notes.md").write_text("Add them!")
    changed = package_sha256(toy)
    (toy / "notes.md").rename(toy / "note.md")
    assert len({before, changed, package_sha256(toy), hashlib.sha256().hexdigest()}) == 4


def test_one_broken_package_leaves_the_others(toy):
    root = toy.parent
    shutil.copytree(toy, root / "toy-broken")
    (root / "_drafts").mkdir()
    bank = load_bank(root)
    assert [question.id for question in bank.all()] == ["toy-sum"]
    assert bank.get("toy-sum").title == "Sum"
    assert bank.folder_of("toy-sum") == toy
    assert [problem.folder.name for problem in bank.problems] == ["toy-broken"]
    with pytest.raises(BadField):
        bank.get("toy-broken")
    with pytest.raises(UnknownQuestion, match="Did you mean toy-sum"):
        bank.get("toy-sun")
    with pytest.raises(UnknownQuestion):
        bank.folder_of("../toy-sum")


def test_a_missing_folder_is_an_empty_bank(tmp_path):
    assert load_bank(tmp_path / "nothing").all() == ()


def test_the_builtin_k_means_question_loads():
    question = load_question(builtin_folder() / "kmeans-lloyd")
    assert len(question.checks) > 10
