"""What to be interviewed on now: never what rests, is open or cannot be done here; always the same, always a reason."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from rubric.levels import DIMENSIONS
from rubric.progress import progress
from rubric.skill_map import BankQuestion, Met, SatSession, WhatNext
from rubric.suggestions import REST_DAYS, what_next

TODAY = "2026-03-01"
BANK = tuple(
    BankQuestion(
        id=f"{topic}-{n}", title=f"{topic} {n}", kind=kind, topics=(topic,), difficulty=difficulty, minutes=20 + n
    )
    for topic, kind in (("trees", "from_scratch"), ("layers", "operation"), ("tables", "end_to_end"), ("bugs", "debug"))
    for n, difficulty in enumerate(("easy", "medium", "hard"))
)


def sat(question_id: str, day: str, level: float | None = 3.0, **changes: Any) -> SatSession:
    """A session on a question of the bank, at one level throughout."""
    question = next(each for each in BANK if each.id == question_id)
    made: dict[str, Any] = {
        "id": f"{question_id}@{day}",
        "transcript_sha256": f"{question_id}@{day}",
        "question_id": question_id,
        "question_title": question.title,
        "topics": question.topics,
        "kind": question.kind,
        "difficulty": question.difficulty,
        "started_at": f"{day}T10:00:00Z",
        "level": level,
        "levels": dict.fromkeys(DIMENSIONS, None if level is None else round(level)),
    }
    return SatSession(**{**made, **changes})


def chosen(
    *sessions: SatSession, open_ones: tuple[Met, ...] = (), today: str = TODAY, bank: tuple[BankQuestion, ...] = BANK
) -> WhatNext:
    met = [Met(question_id=each.question_id, started_at=each.started_at, is_open=False) for each in sessions]
    return what_next(progress(sessions, bank, today), [*met, *open_ones], bank)


def ids(found: WhatNext) -> list[str]:
    return [each.question_id for each in found.suggestions]


def test_the_first_question_is_an_easy_one_and_says_so() -> None:
    found = chosen()
    first = found.suggestions[0]
    assert (first.question_id, first.minutes) == ("trees-0", 20)
    assert first.why == "Easy, and 20 minutes long: a good one to begin with."
    assert (found.mind, found.last_times, found.n_counted) == ("", (), 0)
    assert sorted(ids(found)) == sorted(question.id for question in BANK), "there is always another"
    easy_first = [question.difficulty == "easy" for name in ids(found)[:4] for question in BANK if question.id == name]
    assert all(easy_first)


def test_an_empty_bank_has_nothing_to_suggest() -> None:
    assert chosen(bank=()).suggestions == ()


def test_it_begins_with_what_the_map_recommends() -> None:
    sessions = (sat("trees-1", "2026-02-01", 1.0), sat("layers-1", "2026-02-28", 4.0))
    steps = progress(sessions, BANK, TODAY).next_steps
    recommended = next(step for step in steps if step.question_id)
    first = chosen(*sessions).suggestions[0]
    assert (first.question_id, first.why) == (recommended.question_id, recommended.why)
    assert "trees" in first.question_id
    assert "due" in first.why


def test_a_weak_topic_comes_before_new_ground_and_a_strong_one_after() -> None:
    weak = chosen(sat("tables-1", "2026-03-01", 1.0))
    assert ids(weak)[0] == "tables-0"
    assert "weakest topics" in weak.suggestions[0].why
    strong = chosen(sat("tables-1", "2026-03-01", 4.0))
    on_tables = [place for place, name in enumerate(ids(strong)) if name.startswith("tables")]
    assert min(on_tables) > 3
    assert "a topic that you know: tables" in strong.suggestions[on_tables[0]].why


def test_what_was_just_done_rests() -> None:
    done = sat("trees-0", "2026-02-28", 4.0)
    assert "trees-0" not in ids(chosen(done))
    assert "trees-0" not in ids(chosen(done, today="2026-03-02"))
    rested = chosen(done, today="2026-03-03")
    assert ids(rested)[-1] == "trees-0", "what is new comes first"
    assert rested.suggestions[-1].why == "You last met it on 28 February 2026; it has rested long enough."


def test_what_was_just_done_comes_again_when_its_topic_is_due_and_has_no_other() -> None:
    only = tuple(question for question in BANK if question.id in {"trees-0", "layers-0"})
    yesterday = sat("trees-0", "2026-02-28", 1.0)
    found = chosen(yesterday, bank=only)
    assert ids(found) == ["trees-0", "layers-0"]
    assert "do this one again" in found.suggestions[0].why
    assert ids(chosen(sat("trees-0", TODAY, 1.0), bank=only)) == ["layers-0"], "not due on the same day"


def test_a_question_that_is_open_is_continued_rather_than_suggested() -> None:
    found = chosen(open_ones=(Met(question_id="trees-0", started_at="2026-01-01T10:00:00Z", is_open=True),))
    assert "trees-0" not in ids(found)
    assert len(found.suggestions) == len(BANK) - 1


def test_a_session_that_was_too_short_to_grade_lets_its_question_rest_too() -> None:
    left = sat("trees-0", "2026-02-28", None, counts_not_because="There was too little in it to grade.")
    found = chosen(left)
    assert "trees-0" not in ids(found)
    assert [(each.question_id, each.level, each.level_name) for each in found.last_times] == [
        ("trees-0", None, "not assessed")
    ]


def test_when_all_was_done_in_the_last_days_nothing_is_suggested() -> None:
    assert chosen(*(sat(question.id, TODAY, 4.0) for question in BANK)).suggestions == ()


def test_what_was_weak_in_the_last_two_sessions_is_named() -> None:
    weak = {**dict.fromkeys(DIMENSIONS, 3), "communication": 2, "code": 1}
    once = {**dict.fromkeys(DIMENSIONS, 3), "communication": 1}
    both = chosen(sat("trees-0", "2026-02-01", levels=weak), sat("layers-0", "2026-02-02", levels=once))
    assert both.mind == "Your last two sessions were weak in communicating the logic."
    mended = chosen(
        sat("trees-0", "2026-02-01", levels=weak), sat("layers-0", "2026-02-02"), sat("bugs-0", "2026-02-03")
    )
    assert mended.mind == ""
    one = chosen(sat("trees-0", "2026-02-01", levels=weak))
    assert one.mind == "Your last session was weak in organised and accurate code."


def test_how_it_went_last_time_is_told_by_question() -> None:
    found = chosen(
        sat("trees-0", "2026-02-01", 1.4),
        sat("trees-0", "2026-02-10", 2.5, mode="practice"),
        sat("bugs-0", "2026-01-01"),
    )
    last = {each.question_id: each for each in found.last_times}
    assert set(last) == {"trees-0", "bugs-0"}
    assert (last["trees-0"].n_times, last["trees-0"].mode, last["trees-0"].level_name) == (2, "practice", "strong")
    assert last["trees-0"].started_at.startswith("2026-02-10")
    assert last["bugs-0"].session_id == "bugs-0@2026-01-01"


@given(
    st.lists(
        st.tuples(st.sampled_from(BANK), st.sampled_from([1.0, 2.0, 3.0, 4.0]), st.integers(1, 28), st.booleans()),
        max_size=14,
    ),
    st.randoms(use_true_random=False),
)
def test_the_same_sessions_give_the_same_list_and_none_on_it_rests_or_is_open(
    rows: list[tuple[BankQuestion, float, int, bool]], order: Any
) -> None:
    today = "2026-02-28"
    sessions = {
        f"{question.id}-{day}": sat(question.id, f"2026-02-{day:02}", level)
        for question, level, day, is_open in rows
        if not is_open
    }
    open_ones = tuple(
        Met(question_id=question.id, started_at=f"2026-02-{day:02}T10:00:00Z", is_open=True)
        for question, _, day, is_open in rows
        if is_open
    )
    found = chosen(*sessions.values(), open_ones=open_ones, today=today)
    shuffled = list(sessions.values())
    order.shuffle(shuffled)
    assert msgspec.json.encode(chosen(*shuffled, open_ones=open_ones[::-1], today=today)) == msgspec.json.encode(found)
    suggested = ids(found)
    assert len(set(suggested)) == len(suggested)
    assert all(each.why for each in found.suggestions)
    assert not set(suggested) & {each.question_id for each in open_ones}
    due = {topic.topic for topic in progress(sessions.values(), BANK, today).topics if topic.is_due}
    resting = {each.question_id for each in sessions.values() if 28 - int(each.started_at[8:10]) < REST_DAYS}
    for name in set(suggested) & resting:
        assert name.split("-")[0] in due
