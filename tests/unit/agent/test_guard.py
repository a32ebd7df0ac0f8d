"""Nothing that the interviewer says gives away what it must keep, and harmless words pass.

The replies in the three tables were written by the same hand as the guard, on fifteen questions; those of every other
question are `held`: their lines were not looked at while the guard was tuned, only counted. The figures:
`pytest -s tests/unit/agent/test_guard.py -k figures`.
"""

import re
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from agent.fact_ranker import topics_of
from agent.guard import Breach, Guard, Heard, heard_in
from agent.machine import begin
from agent.script import LINES
from question_bank.load import load_bank
from question_bank.package import Question
from transcripts.events import Phase

BANK = {question.id: question for question in load_bank().all()}
FOLDER = Path(__file__).parent
SCRIPT = {"by_model": False}
# Ten times what is usual: what is found is a pattern that blows up, not a slow machine.
MOST_CONSTRUCTION_MS = 500
MOST_TURN_MS = 50
_GUARDS: dict[str, Guard] = {}


def guard_of(question_id: str) -> Guard:
    if question_id not in _GUARDS:
        _GUARDS[question_id] = Guard(BANK[question_id])
    return _GUARDS[question_id]


def rows(name: str) -> list[dict[str, str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


LEAKS = rows("leaking_replies.tsv")
UNMANNERLY = rows("unmannerly_replies.tsv")
HARMLESS = rows("harmless_replies.tsv")


def written(text: str) -> str:
    return text.replace("\\n", "\n")


def kinds(found: tuple[Breach, ...]) -> set[str]:
    return {breach.kind for breach in found}


def leak_is_seen(row: dict[str, str]) -> bool:
    return bool(guard_of(row["question"]).breaches(written(row["text"]), Heard()))


def is_false_alarm(row: dict[str, str]) -> bool:
    return bool(guard_of(row["question"]).breaches(row["reply"], Heard(words=row["said"])))


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


# --- every package ---------------------------------------------------------------------------------------------------


@pytest.fixture(params=sorted(BANK))
def question(request) -> Question:
    return BANK[request.param]


def test_a_hint_is_kept_until_it_is_given(question):
    guard = guard_of(question.id)
    for hint in question.hints:
        for by_model in (True, False):
            assert "unearned_hint" in kinds(guard.breaches(hint.text, Heard(by_model=by_model))), hint.level
        assert guard.breaches(f"Here is a hint. {hint.text}", Heard(licensed=(hint.text,))) == ()
        assert guard.breaches(hint.text, Heard(hints=frozenset({hint.level}), **SCRIPT)) == ()


def test_a_fact_is_kept_until_it_is_told(question):
    guard = guard_of(question.id)
    for fact in question.facts:
        for by_model in (True, False):
            assert "unreleased_fact" in kinds(guard.breaches(fact.answer, Heard(by_model=by_model))), fact.id
        assert guard.breaches(f"Sure. {fact.answer}", Heard(licensed=(fact.answer,))) == ()
        assert guard.breaches(fact.answer, Heard(facts=frozenset({fact.id}), **SCRIPT)) == ()
        topic = topics_of(fact)[0]
        assert guard.breaches(f"Is your question about {topic}?", Heard(licensed=(topic,))) == (), fact.id


def test_answers_and_choices_are_kept(question):
    guard = guard_of(question.id)
    for part in (*question.follow_ups, *question.triggers):
        if len(part.model_answer.split()) > 14:
            assert guard.breaches(part.model_answer, Heard()), part.id
    for decision in question.decisions:
        assert guard.breaches(decision.says, Heard()), decision.id


def test_points_are_kept():
    """One such as `it should use what it is given` is made of small words only."""
    seen = [
        bool(guard_of(question.id).breaches(point.says, Heard()))
        for question in BANK.values()
        for part in (*question.follow_ups, *question.triggers)
        for point in part.points
    ]
    assert share(seen) >= 0.98


def test_code_of_accepted_solutions_is_kept_and_so_is_each_of_its_lines(question):
    guard = guard_of(question.id)
    given = squeezed(question.starter + question.driver)
    for submission in question.submissions:
        if submission.expect != "passed":
            continue
        source = question.sources[submission.path]
        for by_model in (True, False):
            assert "code" in kinds(guard.breaches(source, Heard(by_model=by_model))), submission.path
        for line in source.splitlines():
            if len(squeezed(line)) >= 12 and "=" in line and squeezed(line.partition("#")[0]) not in given:
                for by_model in (True, False):
                    assert guard.breaches(line, Heard(by_model=by_model)), line


def squeezed(text: str) -> str:
    return "".join(text.lower().split())


def test_names_of_hidden_checks_are_kept(question):
    guard = guard_of(question.id)
    for check in question.checks:
        if "_" in check.name and not check.visible and check.name not in question.starter + question.driver:
            for by_model in (True, False):
                found = guard.breaches(f"Think about {check.name} once more.", Heard(by_model=by_model))
                assert "hidden_check" in kinds(found), check.name


def test_titles_of_hidden_checks_are_kept():
    """One such as `Gradients of zero` may be made of words of the prompt."""
    seen = [
        bool(guard_of(question.id).breaches(check.title, Heard()))
        for question in BANK.values()
        for check in question.checks
        if not check.visible
    ]
    assert share(seen) >= 0.95


def test_the_script_may_say_all_that_it_says(question):
    guard = guard_of(question.id)
    visible = next((check.title for check in question.checks if check.visible), "example")
    answer = question.facts[0].answer
    slots = {
        "minutes": "30", "title": visible, "text": answer, "topic": "an edge case", "line": " on line 3",
        "limit": "time limit", "before": "one run is before yours",
        "a": topics_of(question.facts[0])[0], "b": topics_of(question.facts[1])[0],
    }  # fmt: skip
    heard = Heard(licensed=tuple(slots.values()), **SCRIPT)
    for key, lines in LINES.items():
        for line in lines:
            text = re.sub(r"\{(\w+)\}", lambda slot: slots.get(slot[1], "it"), line)
            assert guard.breaches(text, heard) == (), key
    assert guard.breaches(question.prompt, Heard(**SCRIPT)) == ()
    for part in (*question.triggers, *question.follow_ups):
        assert guard.breaches(f"Okay. {part.ask}", Heard(licensed=(part.ask,))) == (), part.id
    for follow_up in question.follow_ups:
        assert guard.breaches(follow_up.ask_more, Heard(licensed=(follow_up.ask_more,))) == (), follow_up.id


# --- replies that were written by hand -------------------------------------------------------------------------------


def test_figures(capsys):
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in LEAKS:
        counts[row["split"], row["style"]].append(leak_is_seen(row))
    for row in UNMANNERLY:
        counts[row["split"], "unmannerly"].append(
            row["kind"] in kinds(guard_of("kmeans-lloyd").breaches(written(row["text"]), Heard()))
        )
    for row in HARMLESS:
        counts[row["split"], "harmless, false alarm"].append(is_false_alarm(row))
    with capsys.disabled():
        lines = [f"{split:5} {style:22} {sum(found):3} of {len(found):3}" for (split, style), found in counts.items()]
        sys.stdout.write("\n" + "\n".join(sorted(lines)) + "\n")
    assert len(LEAKS) >= 200
    assert len({row["question"] for row in LEAKS}) >= 12


@pytest.mark.parametrize("split", ["dev", "held"])
@pytest.mark.parametrize("style", ["verbatim", "renamed"])
def test_copies_are_always_seen(style, split):
    found = [leak_is_seen(row) for row in LEAKS if row["style"] == style and row["split"] == split]
    assert len(found) >= 13
    assert all(found)


def test_leaks_in_other_words_are_seen():
    loose = [row for row in LEAKS if row["style"] not in {"verbatim", "renamed"}]
    assert share([leak_is_seen(row) for row in loose if row["style"] == "prose"]) >= 0.9
    assert share([leak_is_seen(row) for row in loose]) >= 0.9
    assert share([leak_is_seen(row) for row in loose if row["split"] == "held"]) >= 0.9


def test_bad_manners_are_seen_and_named():
    missed = [
        row
        for row in UNMANNERLY
        if row["kind"] not in kinds(guard_of("kmeans-lloyd").breaches(written(row["text"]), Heard()))
    ]
    assert len(missed) <= 0.05 * len(UNMANNERLY), missed


def test_harmless_replies_pass():
    free = [is_false_alarm(row) for row in HARMLESS]
    assert len(free) + sum(map(len, LINES.values())) >= 300
    assert share(free) <= 0.05


# --- what may be repeated --------------------------------------------------------------------------------------------


def test_what_the_candidate_said_or_wrote_may_be_repeated():
    guard = guard_of("kmeans-lloyd")
    text = "You broadcast the points against the centroids and take the argmin. What shape has that?"
    assert guard.breaches(text, Heard())
    said = "I broadcast the points against the centroids and take the argmin of the squared distance"
    assert guard.breaches(text, Heard(words=said)) == ()
    assert guard.breaches("What is in new_labels after that?", Heard())
    assert (
        guard.breaches("What is in new_labels after that?", Heard(code="new_labels = distances.argmin(axis=1)")) == ()
    )


def test_a_point_that_the_candidate_made_is_no_secret():
    guard, question = guard_of("kmeans-lloyd"), BANK["kmeans-lloyd"]
    point = question.follow_up("convergence").points[0]
    assert "point_given_away" in kinds(guard.breaches(point.says, Heard()))
    heard = Heard(points=frozenset({f"convergence/{point.id}"}), words="neither half raises the sum of the squares")
    assert "point_given_away" not in kinds(guard.breaches(point.says, heard))


def test_words_of_the_candidate_do_not_open_a_hint_that_they_do_not_hold():
    """Whoever throws many words in cannot have the hint read out as it is written."""
    guard, question = guard_of("softmax-stable"), BANK["softmax-stable"]
    stuffed = " ".join(sorted(set(re.findall(r"\w+", question.hints[2].text.lower()))))
    assert "unearned_hint" in kinds(guard.breaches(question.hints[2].text, Heard(words=stuffed)))


def test_what_stands_beside_a_licensed_text_is_seen():
    guard, question = guard_of("kmeans-lloyd"), BANK["kmeans-lloyd"]
    fact, other = question.facts[0], question.facts[2]
    heard = Heard(licensed=(fact.answer,), **SCRIPT)
    found = guard.breaches(f"Sure. {fact.answer} {other.answer}", heard)
    assert "unreleased_fact" in kinds(found)
    assert [one.detail for one in found if "fact" in one.detail] == [f"a fact that was not asked for ({other.id})"]


def test_a_licensed_question_leaves_room_for_no_other():
    guard, question = guard_of("kmeans-lloyd"), BANK["kmeans-lloyd"]
    ask = question.follow_ups[1].ask
    assert guard.breaches(ask, Heard(licensed=(ask,))) == ()
    assert "two_questions" in kinds(guard.breaches(f"{ask} And how long would it take?", Heard(licensed=(ask,))))


def test_heard_is_read_from_the_state():
    state = begin(BANK["kmeans-lloyd"])
    heard = heard_in(state, licensed=("Okay.",), by_model=False)
    assert (heard.phase, heard.code, heard.licensed) == (Phase.INTRODUCE, state.question.starter, ("Okay.",))
    assert not heard.facts | heard.asked


# --- disguises -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Subtr\u0430ct the m\u0430ximum.",
        "Sub\u200btract the max\u200bimum.",
        "\uff33\uff55\uff42\uff54\uff52\uff41\uff43\uff54 the maximum.",
        "s-u-b-t-r-a-c-t it",
        "S U B T R A C T the M A X",
        "x \u2212 max(x)",
        "c3VidHJhY3QgdGhlIG1heGltdW0gZmlyc3Q=",
        "fhogenpg gur znkvzhz bs rnpu fyvpr",
        "\u041e\u0442\u043d\u0438\u043c\u0438 \u043c\u0430\u043a\u0441\u0438\u043c\u0443\u043c",
        "Ziehe von jeder Zeile ihren gr\u00f6\u00dften Wert ab.",
    ],
)
def test_a_disguise_does_not_help(text):
    assert guard_of("softmax-stable").breaches(text, Heard())


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?",
        "\x00\x01",
        "\ud800",
        "\U0001f600" * 50,
        "a" * 50_000,
        "word " * 10_000,
        "((((" * 1000,
        "\n" * 99,
        "for x in y " * 700,
    ],
)
def test_any_text_is_accepted(text):
    for breach in guard_of("kmeans-lloyd").breaches(text, Heard(words=text[:500], code=text[:500])):
        assert 0 <= breach.start <= breach.end <= len(text)


def test_the_place_is_that_in_the_original():
    text = "Th\u00e9 trick, it\u2019s to subtr\u0430ct something."
    found = [one for one in guard_of("softmax-stable").breaches(text, Heard()) if one.kind == "key_idea"]
    assert text[found[0].start : found[0].end] == "subtr\u0430ct"


# --- the same and quick ----------------------------------------------------------------------------------------------


def test_the_same_text_gives_the_same_breaches_in_every_process():
    program = (
        "from agent.guard import Guard, Heard\nfrom question_bank.load import load_bank\n"
        "question = next(one for one in load_bank().all() if one.id == 'kmeans-lloyd')\n"
        "print(Guard(question).breaches(question.hints[3].text + question.notes, Heard()))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, cwd=FOLDER.parents[2], check=True,
            capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1


def test_it_is_built_and_asked_quickly(capsys):
    Guard(BANK["kmeans-lloyd"])
    built = [cpu_ms(lambda question=question: Guard(question)) for question in BANK.values()]
    said = "\n".join(row["said"] for row in HARMLESS)
    turns = [
        cpu_ms(lambda row=row, n=n: guard_of(row["question"]).breaches(row["reply"], Heard(words=f"{said}\n{n} more")))
        for n, row in enumerate(HARMLESS)
    ]
    with capsys.disabled():
        sys.stdout.write(f"\nbuilt in {sorted(built)[len(built) // 2]:.1f} ms, at most {max(built):.1f} ms; ")
        sys.stdout.write(f"a turn in {sorted(turns)[len(turns) // 2]:.2f} ms, at most {max(turns):.2f} ms\n")
    assert sorted(built)[len(built) * 19 // 20] < MOST_CONSTRUCTION_MS
    assert sorted(turns)[len(turns) // 2] < MOST_TURN_MS


def cpu_ms(action) -> float:
    begun = time.process_time()
    action()
    return (time.process_time() - begun) * 1000
