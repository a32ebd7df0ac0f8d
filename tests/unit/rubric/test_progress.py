"""The map of skills: what counts how much, how sure it is, what is due, and what comes next."""

import math
import random
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from question_bank.load import builtin_folder, load_question
from question_bank.package import Question
from rubric.criteria import BY_ID
from rubric.debrief import Debrief
from rubric.estimates import PRIOR_MEAN, estimate, student_quantile, trend
from rubric.levels import DIMENSIONS
from rubric.progress import progress, sat_session
from rubric.score import score
from rubric.skill_map import BankQuestion, GradedCriterion, NotRead, ProgressReport, SatSession
from server.simulate.in_memory import play
from server.simulate.scenario import persona

TODAY = "2026-03-01"
BANK = tuple(
    BankQuestion(id=f"{topic}-{n}", title=f"{topic} {n}", kind=kind, topics=(topic,), difficulty=difficulty, minutes=20)
    for topic, kind in (("trees", "from_scratch"), ("layers", "operation"), ("tables", "end_to_end"), ("bugs", "debug"))
    for n, difficulty in enumerate(("easy", "medium", "hard"))
)


def sat(number: int, level: float | None = 3.0, **changes: Any) -> SatSession:
    """A session on day `number` of January, at one level throughout."""
    whole = None if level is None else round(level)
    given_fields: dict[str, Any] = {
        "id": f"s{number:02}",
        "transcript_sha256": f"hash{number:02}",
        "question_id": f"q{number}",
        "question_title": f"Question {number}",
        "topics": ("trees",),
        "kind": "from_scratch",
        "difficulty": "easy",
        "started_at": f"2026-01-{number:02}T10:00:00Z",
        "level": level,
        "levels": dict.fromkeys(DIMENSIONS, whole),
    }
    return SatSession(**{**given_fields, **changes})


def drawn(*sessions: SatSession, today: str = TODAY, bank: tuple[BankQuestion, ...] = BANK) -> ProgressReport:
    return progress(sessions, bank, today)


def graded(**grades: Any) -> tuple[GradedCriterion, ...]:
    return tuple(
        GradedCriterion(id=name, dimension=BY_ID[name].dimension, grade=grade, weight=BY_ID[name].weight)
        for name, grade in grades.items()
    )


# --- Estimates -----------------------------------------------------------------------------------------------------


def test_quantiles_are_those_of_students_t() -> None:
    for tenths in range(20, 600):
        assert student_quantile(0.95, tenths / 10) == pytest.approx(stats.t.ppf(0.95, tenths / 10), abs=0.01)


def test_the_mean_and_interval_are_those_of_the_conjugate_model() -> None:
    """Against draws of the prior, weighted by how well they fit: nothing of the closed form is used."""
    levels = [2.0, 3.0, 3.0, 4.0]
    found = estimate([(level, 1.0) for level in levels])
    assert found
    draws = random.Random(3)
    variances = [1 / draws.gammavariate(2.0, 1 / (2.0 * 0.75**2)) for _ in range(30_000)]
    means, weights = [], []
    for variance in variances:
        mean = draws.gauss(PRIOR_MEAN, variance**0.5)
        means.append(mean)
        weights.append(sum(log_density(level, mean, variance) for level in levels))
    top = max(weights)
    shares = [math.exp(weight - top) for weight in weights]
    total = sum(shares)
    ordered = sorted(zip(means, shares, strict=True))
    assert sum(mean * share for mean, share in ordered) / total == pytest.approx(found.mean, abs=0.03)
    running, low, high = 0.0, None, None
    for mean, share in ordered:
        running += share / total
        low = mean if low is None and running >= 0.05 else low
        high = mean if high is None and running >= 0.95 else high
    assert low == pytest.approx(found.low, abs=0.06)
    assert high == pytest.approx(found.high, abs=0.06)


def log_density(level: float, mean: float, variance: float) -> float:
    """Logarithm of the normal density, without its constant."""
    return -math.log(variance) / 2 - (level - mean) ** 2 / (2 * variance)


def test_one_session_says_little_and_each_further_one_more() -> None:
    widths = []
    for n in range(1, 30):
        found = estimate([(3.0, 1.0)] * n)
        assert found
        assert PRIOR_MEAN < found.mean < 3.0
        widths.append(found.high - found.low)
    assert 1.8 < widths[0] < 2.2
    assert all(later < earlier for earlier, later in pairwise(widths))
    assert widths[-1] > 0.1


def test_sessions_that_disagree_leave_a_wider_interval() -> None:
    agreeing = estimate([(3.0, 1.0), (2.0, 1.0)] * 4)
    disagreeing = estimate([(4.0, 1.0), (1.0, 1.0)] * 4)
    assert agreeing
    assert disagreeing
    assert agreeing.mean == disagreeing.mean
    assert disagreeing.high - disagreeing.low > 1.5 * (agreeing.high - agreeing.low)


def test_nothing_seen_is_no_estimate() -> None:
    assert estimate([]) is None


@given(st.lists(st.tuples(st.sampled_from([1.0, 2.0, 2.35, 3.0, 4.0]), st.sampled_from([1.0, 0.5, 0.25])), min_size=1))
def test_an_interval_holds_its_mean_and_stays_on_the_scale(levels: list[tuple[float, float]]) -> None:
    found = estimate(levels)
    assert found
    assert 1 <= found.low <= found.mean <= found.high <= 4


@given(st.lists(st.integers(1, 4), min_size=4, max_size=20))
def test_the_trend_is_ordinary_least_squares_for_equal_weights(levels: list[int]) -> None:
    found = trend([(level, 1.0) for level in levels])
    assert found
    line = stats.linregress(range(len(levels)), levels)
    assert found.slope == pytest.approx(line.slope, abs=0.001)
    # Rounded levels never lie on a line for certain, so there is a least error.
    width = sum((place - (len(levels) - 1) / 2) ** 2 for place in range(len(levels)))
    scatter = line.stderr if len(set(levels)) > 1 else 0.0
    assert found.standard_error == pytest.approx(max(scatter, (1 / 12 / width) ** 0.5), abs=0.001)


def test_the_trend_is_said_from_four_sessions_on_and_called_clear_only_when_it_is() -> None:
    assert trend([(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]) is None
    rising, flat, noisy = (
        trend([(level, 1.0) for level in levels]) for levels in ([1, 2, 3, 4], [3] * 6, [1, 4, 1, 4])
    )
    assert rising
    assert flat
    assert noisy
    assert (rising.slope, rising.is_clear) == (1.0, True)
    assert (flat.slope, flat.is_clear) == (0.0, False)
    assert noisy.slope > 0
    assert not noisy.is_clear


# --- What counts ---------------------------------------------------------------------------------------------------


def test_without_a_session_nothing_is_claimed_and_something_is_offered() -> None:
    report = drawn()
    assert (report.n_counted, report.sessions, report.topics, report.kinds) == (0, (), (), ())
    assert all(part.estimate is None and part.trend is None and part.seen == () for part in report.dimensions)
    assert [part.id for part in report.dimensions] == list(DIMENSIONS)
    kinds = {question.id: question.kind for question in BANK}
    assert len({kinds[step.question_id] for step in report.next_steps}) == 3
    assert all(
        question.difficulty == "easy" for question in BANK for s in report.next_steps if s.question_id == question.id
    )
    assert drawn(bank=()).next_steps == ()


def test_practice_counts_half() -> None:
    interview = drawn(sat(1, 4.0)).dimensions[0].estimate
    practised = drawn(sat(1, 4.0, mode="practice")).dimensions[0].estimate
    assert interview
    assert practised
    assert (interview.weight, practised.weight) == (1.0, 0.5)
    assert PRIOR_MEAN < practised.mean < interview.mean
    assert practised.high - practised.low > 0
    assert drawn(sat(1, mode="practice")).dimensions[0].seen[0].mode == "practice"


def test_the_nth_session_on_a_question_counts_a_share() -> None:
    report = drawn(*(sat(day, question_id="same") for day in (1, 2, 3)), sat(4))
    assert [(line.nth_time, line.weight) for line in report.sessions] == [(1, 1.0), (2, 0.5), (3, 0.333), (1, 1.0)]
    again = drawn(sat(1, question_id="same"), sat(2, question_id="same", mode="practice"))
    assert again.sessions[1].weight == 0.25


def test_what_could_not_be_graded_is_listed_and_changes_nothing() -> None:
    empty = sat(2, None, question_id="q3", counts_not_because="There was too little in it to grade.")
    without, with_it = drawn(sat(1), sat(3)), drawn(sat(1), empty, sat(3))
    assert with_it.n_counted == 2
    assert with_it.sessions[1].weight == 0
    assert with_it.sessions[1].counts_not_because
    assert with_it.sessions[2].weight == 1.0, "it is no first time either"
    assert msgspec.structs.replace(with_it, sessions=()) == msgspec.structs.replace(without, sessions=())
    unread = NotRead(id="x", question_title="", why="It is broken.")
    assert progress([], BANK, TODAY, [unread]).not_read == (unread,)


def test_a_session_that_is_given_twice_is_taken_once() -> None:
    assert drawn(sat(1), sat(1), sat(2)) == drawn(sat(1), sat(2))


def test_a_dimension_that_was_not_assessed_in_a_session_is_not_made_up() -> None:
    levels = {**dict.fromkeys(DIMENSIONS, 3), "code": None}
    report = drawn(sat(1, levels=levels))
    by_id = {part.id: part for part in report.dimensions}
    assert by_id["code"].estimate is None
    assert by_id["algorithms"].estimate


@given(st.permutations(range(8)))
def test_the_order_in_which_sessions_come_has_no_effect(order: list[int]) -> None:
    sessions = [
        sat(
            day,
            1.0 + day % 4,
            question_id=f"q{day % 5}",
            topics=(("trees", "layers")[day % 2],),
            mode=("mock", "practice")[day % 3 == 0],
            criteria=graded(U1=day % 3, C1=2 - day % 3),
        )
        for day in range(1, 9)
    ]
    expected = msgspec.json.encode(progress(sessions, BANK, TODAY))
    assert msgspec.json.encode(progress([sessions[place] for place in order], BANK, TODAY)) == expected


# --- Gaps ----------------------------------------------------------------------------------------------------------


def test_what_was_missed_in_two_sessions_is_a_gap() -> None:
    report = drawn(
        sat(1, criteria=graded(U1=0, U2=1, U3=2)),
        sat(2, criteria=graded(U1=1, U2=2, U3=2)),
        sat(3, criteria=graded(U1=2, U3=0)),
    )
    gaps = next(part for part in report.dimensions if part.id == "problem_solving").gaps
    assert [(gap.criterion, gap.n_missed, gap.n_graded, gap.met_last_time) for gap in gaps] == [("U1", 2, 3, True)]
    assert gaps[0].session_ids == ("s01", "s02")
    assert gaps[0].title == BY_ID["U1"].title


# --- Spacing -------------------------------------------------------------------------------------------------------


@dataclass
class Course:
    """Levels on days of January, and where the topic stands then."""

    levels: list[tuple[int, float]]
    box: int
    due: str


@pytest.mark.parametrize(
    "course",
    [
        Course([(1, 1.0)], 1, "2026-01-02"),
        Course([(1, 3.0)], 2, "2026-01-04"),
        Course([(1, 2.5)], 1, "2026-01-02"),
        Course([(1, 3.0), (4, 3.5)], 3, "2026-01-11"),
        Course([(1, 3.0), (4, 2.6)], 2, "2026-01-07"),
        Course([(1, 4.0), (4, 4.0), (11, 2.0)], 1, "2026-01-12"),
        Course([(day, 4.0) for day in (1, 4, 11, 20, 28)], 5, "2026-02-27"),
    ],
)
def test_boxes_and_due_days(course: Course) -> None:
    topic = drawn(*(sat(day, level) for day, level in course.levels)).topics[0]
    assert (topic.box, topic.due_day) == (course.box, course.due)
    assert topic.last_day == f"2026-01-{course.levels[-1][0]:02}"


def test_a_topic_is_due_from_its_day_on() -> None:
    assert not drawn(sat(1), today="2026-01-03").topics[0].is_due
    assert drawn(sat(1), today="2026-01-04").topics[0].is_due


def test_a_day_moves_a_topic_up_once_and_practice_never() -> None:
    evening = sat(1, 4.0, id="later", transcript_sha256="x", question_id="o", started_at="2026-01-01T20:00:00Z")
    assert drawn(sat(1, 4.0), evening).topics[0].box == 2
    assert drawn(sat(1, 4.0, mode="practice")).topics[0].box == 1
    assert drawn(sat(1, 4.0), sat(4, 1.0, mode="practice")).topics[0].box == 1


@pytest.mark.parametrize("started_at", ["", "yesterday", "9999-12-31T00:00:00Z", "2026-13-40T00:00:00Z"])
def test_a_date_that_cannot_be_read_gives_no_due_day(started_at: str) -> None:
    topic = drawn(sat(1, started_at=started_at)).topics[0]
    assert (topic.box, topic.last_day, topic.due_day, topic.is_due) == (None, None, None, False)


# --- Next ----------------------------------------------------------------------------------------------------------


def test_the_weakest_dimension_gives_the_drill() -> None:
    levels = {**dict.fromkeys(DIMENSIONS, 4), "communication": 2}
    report = drawn(sat(1, 3.6, levels=levels, criteria=graded(M1=0, U1=1)))
    drill = report.next_steps[0]
    assert drill.what == "drill"
    assert drill.title == BY_ID["M1"].drill.title
    assert drill.done_when
    assert "weakest dimension" in drill.why


def test_a_gap_is_drilled_before_what_was_missed_once() -> None:
    report = drawn(
        sat(1, criteria=graded(U1=1, U2=2)), sat(2, criteria=graded(U1=1, U2=2)), sat(3, criteria=graded(U1=1, U3=0))
    )
    assert report.next_steps[0].title == BY_ID["U1"].drill.title
    assert "3 of 3 sessions" in report.next_steps[0].why


def test_due_topics_come_first_with_a_question_that_was_not_done() -> None:
    report = drawn(sat(1, question_id="trees-0"), sat(2, question_id="layers-0", topics=("layers",), kind="operation"))
    questions = [step.question_id for step in report.next_steps if step.question_id]
    assert "trees-0" not in questions
    assert "layers-0" not in questions
    assert {name.split("-")[0] for name in questions[:2]} == {"trees", "layers"}
    assert "due" in report.next_steps[0].why


def test_a_done_question_comes_again_only_when_nothing_else_is_left_on_a_due_topic() -> None:
    done = [sat(day, question_id=f"trees-{day - 1}") for day in (1, 2, 3)]
    only_trees = tuple(question for question in BANK if question.topics == ("trees",))
    due = drawn(*done, bank=only_trees)
    assert [step.question_id for step in due.next_steps] == ["trees-0"]
    assert "again" in due.next_steps[0].why
    assert drawn(*done, bank=only_trees, today="2026-01-04").next_steps == ()


def test_a_done_question_is_not_called_the_only_one_beside_a_new_one_on_its_topic() -> None:
    two = tuple(question for question in BANK if question.id in {"trees-0", "trees-1"})
    steps = drawn(sat(1, question_id="trees-0"), bank=two).next_steps
    assert [step.question_id for step in steps] == ["trees-1"]


def test_a_weak_topic_is_offered_although_it_is_not_due_and_a_strong_one_is_not() -> None:
    weak = drawn(sat(1, 1.0, question_id="trees-1"), today="2026-01-01")
    assert weak.next_steps[0].question_id == "trees-0", "weak is met with an easy question"
    strong = drawn(sat(1, 4.0, question_id="trees-1"), today="2026-01-01")
    assert all(not step.question_id.startswith("trees") for step in strong.next_steps)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(BANK),
            st.sampled_from([1.0, 2.0, 2.5, 3.0, 4.0]),
            st.integers(1, 28),
            st.sampled_from([0, 1, 2]),
        ),
        max_size=12,
    )
)
def test_steps_are_three_at_most_and_never_the_same(sessions: list[tuple[BankQuestion, float, int, int]]) -> None:
    report = drawn(*(
        sat(
            day, level, id=f"i{place}", transcript_sha256=f"h{place}", question_id=question.id, kind=question.kind,
            topics=question.topics, criteria=graded(C1=grade, K1=grade),
        )
        for place, (question, level, day, grade) in enumerate(sessions)
    ))  # fmt: skip
    questions = [step.question_id for step in report.next_steps if step.what == "question"]
    assert len(report.next_steps) == 3
    assert len(set(questions)) == len(questions)
    assert sum(step.what == "drill" for step in report.next_steps) <= 1
    assert set(questions) <= {question.id for question in BANK}


# --- From real debriefs --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def question() -> Question:
    return load_question(builtin_folder() / "kmeans-lloyd")


@pytest.fixture(scope="module")
def debriefs(question: Question) -> dict[str, Debrief]:
    logs = {name: play(persona(name), question) for name in ("weak", "strong")}
    return {
        name: score([sealed.envelope for sealed in log], question, transcript_sha256=log[-1].sha256)
        for name, log in logs.items()
    }


def test_a_debrief_becomes_a_session_of_the_map(debriefs: dict[str, Debrief], question: Question) -> None:
    weak, strong = (sat_session(debriefs[name], question) for name in ("weak", "strong"))
    assert weak.topics == (question.topic,)
    assert strong.level == debriefs["strong"].overall.score
    assert strong.levels == {part.id: part.level for part in debriefs["strong"].dimensions}
    report = drawn(strong)
    weaker = drawn(weak)
    assert report.topics[0].estimate.mean > weaker.topics[0].estimate.mean
    assert weaker.next_steps[0].what == "drill"


def test_a_debrief_without_enough_in_it_does_not_count(debriefs: dict[str, Debrief], question: Question) -> None:
    thin = debriefs["strong"]
    overall = msgspec.structs.replace(thin.overall, recommendation="insufficient_evidence")
    assert sat_session(msgspec.structs.replace(thin, overall=overall), question).counts_not_because
    session = msgspec.structs.replace(thin.session, ending="unfinished")
    left = sat_session(msgspec.structs.replace(thin, session=session), question)
    assert left.counts_not_because == "It has not ended."
    assert left.level is None
