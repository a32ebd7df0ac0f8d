"""The churn question: its data are what its card says, its lines are where its comments say, and its wall holds."""

import io
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn import metrics

from question_bank.checking import Mismatch
from question_bank.load import builtin_folder, load_question
from question_bank.suite import load_checks

FOLDER = builtin_folder() / "churn-prediction"
CHECKS = load_checks(FOLDER)
HELD: dict[str, Any] = CHECKS["ranks_unseen_customers"].__globals__
TABLES, MERIT = HELD["tables"], HELD["merit"]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    return TABLES.customers


@pytest.fixture(scope="module")
def public() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "data" / "customers.csv")


class Answers:
    """A candidate whose two functions are given; tables arrive as they were sent."""

    def __init__(self, predict, report=None, *, changes=()):
        self._entries = {"predict_churn": predict, "report": report}
        self.changed_arguments = changes
        self.cpu_ms = 0

    def call(self, *args):
        return self.call_named("predict_churn", *args)

    def call_named(self, entry, *args):
        return self._entries[entry](*args)


def verdict(name: str, candidate: Answers) -> str:
    """Empty when the check passes, otherwise its message."""
    try:
        CHECKS[name](candidate, np.random.default_rng(0))
    except Mismatch as wrong:
        return wrong.message
    return ""


def claims(metric, value, threshold=1 / 6):
    return lambda train: {"metric": metric, "value": value, "threshold": threshold}


def oracle(train, customers):
    """The true probabilities where the rows are those of the hold-out, in its order."""
    return TABLES.holdout()[2][: len(customers.columns["customer_id"])]


def test_the_stored_table_is_what_the_generator_draws(generate):
    assert (FOLDER / "data" / "customers.csv").read_bytes() == generate.as_csv(generate.public_table())


def test_the_table_is_small_and_is_listed_in_the_package():
    assert [item.name for item in load_question(FOLDER).data] == ["customers.csv"]
    assert (FOLDER / "data" / "customers.csv").stat().st_size < 500_000


def test_the_table_holds_the_traps_that_its_card_names(generate, public):
    assert public.shape == (3_610, 20)
    assert public.duplicated().sum() == 110
    assert public.drop_duplicates()["customer_id"].is_unique
    assert 0.08 < public["churned"].mean() < 0.12
    assert public["country"].value_counts().min() < 10
    late = public["days_since_last_login_at_extract"]
    assert metrics.roc_auc_score(public["churned"], late) > 0.98
    assert public.loc[public["exit_survey_score"].notna(), "churned"].mean() > 0.8
    by_month = public.groupby("snapshot_month")["churned"].mean()
    assert by_month.iloc[-3:].mean() > by_month.iloc[:3].mean()


def test_the_table_shows_what_a_look_is_promised_to_show(public):
    rate = public.groupby(pd.qcut(public["minutes_change_pct"], 5), observed=True)["churned"].mean()
    assert rate.iloc[0] > 5 * rate.iloc[-1]
    by_tickets = public.groupby(public["support_tickets_90d"].clip(upper=2))["churned"].mean()
    assert by_tickets.is_monotonic_increasing
    by_plan = public.groupby("plan")["churned"].mean()
    assert by_plan["annual"] < by_plan["free"] / 2


def test_inactive_customers_are_consistent(public):
    inactive = public[public["sessions_30d"] == 0]
    assert (inactive["interactions_30d"] == 0).all()
    assert (inactive["minutes_on_app_30d"].dropna() == 0).all()
    assert (inactive["days_since_last_session"] >= 30).all()


def test_holdout_lies_after_the_table_and_its_late_columns_are_empty(generate, public):
    columns, churned, probability = generate.holdout()
    assert min(columns["snapshot_month"]) > public["snapshot_month"].max()
    assert all(np.isnan(columns[name]).all() for name in generate.LEAKS)
    assert generate.TARGET not in columns
    assert set(columns) == set(public.columns) - {"churned"}
    assert abs(churned.mean() - probability.mean()) < 0.01


def test_labels_and_probabilities_never_enter(generate):
    seen = []

    def predict(train, customers):
        seen.append(customers)
        return np.full(len(customers.columns["customer_id"]), 0.1)

    candidate = Answers(predict, claims("roc_auc", 0.5))
    for name in CHECKS:
        if name in {check.name for check in load_question(FOLDER).checks}:
            verdict(name, candidate)
    assert len(seen) >= 6
    assert all(set(table.columns) == set(generate.COLUMNS) for table in seen)


def test_own_metrics_agree_with_scikit_learn():
    random = np.random.RandomState(0)
    labels = (random.random_sample(500) < 0.2).astype(int)
    scores = np.round(np.clip(0.2 * labels + 0.6 * random.random_sample(500), 0, 1), 2)  # with ties
    of = lambda name: MERIT.measure(name, labels, scores, 0.4)  # noqa: E731
    assert of("average_precision") == pytest.approx(metrics.average_precision_score(labels, scores))
    assert of("roc_auc") == pytest.approx(metrics.roc_auc_score(labels, scores))
    assert of("brier") == pytest.approx(metrics.brier_score_loss(labels, scores))
    assert of("log_loss") == pytest.approx(metrics.log_loss(labels, np.clip(scores, 1e-15, 1 - 1e-15)))
    assert of("f1") == pytest.approx(metrics.f1_score(labels, scores >= 0.4))
    assert of("accuracy") == pytest.approx(metrics.accuracy_score(labels, scores >= 0.4))
    assert of("lift_at_10_percent") == pytest.approx(of("precision_at_10_percent") / labels.mean())
    assert of("recall_at_10_percent") == pytest.approx(of("precision_at_10_percent") * 50 / labels.sum())
    chosen = labels[scores >= 0.4]
    assert of("value_per_customer") == pytest.approx((24 * chosen.sum() - 4 * chosen.size) / 500)


def test_best_value_is_the_best_over_all_thresholds():
    random = np.random.RandomState(1)
    labels, scores = (random.random_sample(300) < 0.2).astype(int), np.round(random.random_sample(300), 1)
    tried = [MERIT.value_per_customer(labels, scores, cut) for cut in np.append(np.unique(scores), 2.0)]
    assert MERIT.best_value(labels, scores) == pytest.approx(max(tried))


def test_break_even_earns_nearly_all_with_the_true_probabilities():
    _, labels, probability = TABLES.holdout()
    best = MERIT.best_value(labels, probability)
    assert MERIT.value_per_customer(labels, probability, 1 / 6) > 0.95 * best
    assert MERIT.value_per_customer(labels, probability, 0.5) < HELD["SHARE_OF_THE_VALUE"] * best


def test_the_line_lies_where_its_comment_says():
    _, labels, probability = TABLES.holdout()
    by_rule, deviation = HELD["_by_rule"]()
    assert by_rule == pytest.approx(0.34, abs=0.01)
    assert by_rule + HELD["CLEARLY"] * deviation == pytest.approx(0.40, abs=0.01)
    assert MERIT.average_precision(labels, probability) == pytest.approx(0.64, abs=0.01)


def ranking_of(quality):
    """A ranking between noise (0) and the truth (1)."""
    probability = TABLES.holdout()[2]
    noise = np.random.RandomState(1).random_sample(probability.size)
    ranks = np.argsort(np.argsort(probability)) / probability.size
    return lambda train, customers: quality * ranks + (1 - quality) * noise


def test_a_good_ranking_passes_and_one_no_better_than_the_rule_does_not():
    rule = TABLES.holdout()[0]["days_since_last_session"] / 120.0
    assert verdict("ranks_unseen_customers", Answers(ranking_of(1.0))) == ""
    assert "Sorting by days" in verdict("ranks_unseen_customers", Answers(lambda train, customers: rule))
    assert "Sorting by days" in verdict("ranks_unseen_customers", Answers(ranking_of(0.3)))


def twins_scored(by_name):
    """Scores the twins by what the callable makes of the sent columns; the hold-out by the truth."""

    def predict(train, customers):
        n_rows = len(customers.columns["customer_id"])
        return by_name(customers) if n_rows == 3 * TABLES.N_TWINS else oracle(train, customers)

    return Answers(predict, claims("roc_auc", 0.5))


def risk(customers):
    """Something that ranks: many tickets and idle days, few sessions, a drop in minutes; a gap counts as zero."""
    of = lambda name: np.nan_to_num(np.asarray(customers.columns[name], dtype=float))  # noqa: E731
    score = 0.3 * of("support_tickets_90d") + 0.1 * of("days_since_last_session") - 0.05 * of("sessions_30d")
    return 1 / (1 + np.exp(2 - score + of("minutes_change_pct") / 60))


def test_answers_that_keep_to_their_rows_pass_in_any_order():
    assert verdict("rows_and_columns_in_any_order", twins_scored(risk)) == ""


def test_sorted_answers_are_told_from_weak_ones():
    says = verdict("rows_and_columns_in_any_order", twins_scored(lambda asked: np.sort(risk(asked))))
    assert "rows in another order" in says
    weak = twins_scored(lambda asked: np.asarray(asked.columns["push_enabled"]) * 0.1 + 0.1)
    assert "rows" not in verdict("rows_and_columns_in_any_order", weak)


def test_a_report_that_uses_a_late_column_is_noticed_though_the_answers_do_not():
    def report(train):
        filled = ~np.isnan(np.asarray(train.columns["exit_survey_score"], dtype=float))
        return {"metric": "roc_auc", "value": 0.95 if filled.any() else 0.85, "threshold": 1 / 6}

    says = verdict("late_columns_do_not_matter", Answers(lambda train, asked: risk(asked), report))
    assert "The report uses a column" in says


def unseeded(mean, deviation, seed):
    """A report whose estimate differs each time."""
    random = np.random.RandomState(seed)
    return lambda train: {"metric": "roc_auc", "value": float(random.normal(mean, deviation)), "threshold": 1 / 6}


def test_a_report_without_a_seed_is_not_blamed_for_its_noise():
    for seed in range(20):
        candidate = Answers(lambda train, asked: risk(asked), unseeded(0.85, 0.02, seed))
        assert verdict("late_columns_do_not_matter", candidate) == ""


def noisy(spread, shift=0.0):
    """Answers whose refits differ by chance, and by `shift` for customers with gaps in large company."""
    random = np.random.RandomState(0)

    def predict(train, customers):
        value = risk(customers) + spread * random.standard_normal(len(customers.columns["customer_id"]))
        if value.size != 3 * TABLES.N_TWINS:
            value = value + shift * np.isnan(np.asarray(customers.columns["minutes_change_pct"], dtype=float))
        return np.clip(value, 0, 1)

    return Answers(predict, claims("roc_auc", 0.5))


def test_refits_may_differ_but_not_in_one_direction():
    assert verdict("company_does_not_matter", noisy(0.1)) == ""
    assert "who else is in the table" in verdict("company_does_not_matter", noisy(0.02, shift=0.15))


def test_a_small_claim_is_found_out_when_it_comes_every_time():
    chance, deviation = HELD["_by_chance"]("average_precision")
    every_time = Answers(oracle, claims("average_precision", chance + 1.6 * deviation))
    assert "shuffled labels" in verdict("no_skill_no_claim", every_time)


def test_fair_estimates_on_noise_pass_as_good_as_always():
    chance, deviation = HELD["_by_chance"]("roc_auc")
    candidates = [Answers(oracle, unseeded(chance, deviation, seed)) for seed in range(300)]
    assert sum(bool(verdict("no_skill_no_claim", candidate)) for candidate in candidates) <= 1


@pytest.mark.parametrize(
    ("metric", "value"),
    [("average_precision", 0.60), ("AP", 0.60), ("roc_auc", 0.88), ("lift_at_10_percent", 5.0), ("brier", 0.075)],
)
def test_a_fair_estimate_is_believed_by_whatever_name(metric, value):
    assert verdict("estimate_matches_later_months", Answers(oracle, claims(metric, value))) == ""


@pytest.mark.parametrize(
    ("metric", "value"),
    [("average_precision", 0.97), ("average_precision", 0.2), ("roc_auc", 0.999), ("brier", 0.001), ("log_loss", 0.9)],
)
def test_a_far_estimate_is_not_believed_in_either_direction(metric, value):
    assert "The report promises" in verdict("estimate_matches_later_months", Answers(oracle, claims(metric, value)))


@pytest.mark.parametrize(
    ("metric", "chance"),
    [("average_precision", 0.3), ("roc_auc", 0.5), ("lift_at_10_percent", 1.0), ("log_loss", 0.62)],
)
def test_a_claim_at_chance_passes_where_there_is_nothing_to_learn(metric, chance):
    assert verdict("no_skill_no_claim", Answers(oracle, claims(metric, chance))) == ""


@pytest.mark.parametrize(
    ("metric", "skill"), [("average_precision", 0.6), ("roc_auc", 0.8), ("lift_at_10_percent", 3.0), ("log_loss", 0.3)]
)
def test_a_claim_of_skill_fails_where_there_is_nothing_to_learn(metric, skill):
    assert "shuffled labels" in verdict("no_skill_no_claim", Answers(oracle, claims(metric, skill)))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda n: None, "array of numbers"),
        (lambda n: np.full((n, 2), 0.5), "two columns"),
        (lambda n: np.full(n - 1, 0.5), "one probability per row"),
        (lambda n: np.full(n, np.nan), "not finite"),
        (lambda n: np.linspace(-0.1, 1, n), "between 0 and 1"),
        (lambda n: np.arange(n) % 2, "a decision"),
        (lambda n: ["0.5"] * n, "array of numbers"),
    ],
)
def test_answers_in_another_form_are_named(answer, says):
    candidate = Answers(lambda train, customers: answer(len(customers.columns["customer_id"])))
    assert says in verdict("one_probability_each", candidate)


def test_a_list_of_floats_is_as_good_as_an_array():
    candidate = Answers(lambda train, customers: [0.3] * len(customers.columns["customer_id"]))
    assert verdict("one_probability_each", candidate) == ""


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (None, "dictionary"),
        ({"metric": "roc_auc", "value": 0.8}, "lacks threshold"),
        ({"metric": 3, "value": 0.8, "threshold": 0.2}, "a name"),
        ({"metric": "goodness", "value": 0.8, "threshold": 0.2}, "not in the starter's list"),
        ({"metric": "roc_auc", "value": float("nan"), "threshold": 0.2}, "finite"),
        ({"metric": "roc_auc", "value": "0.8", "threshold": 0.2}, "one finite number"),
        ({"metric": "roc_auc", "value": 0.8, "threshold": 4.0}, "between 0 and 1"),
        ({"metric": "roc_auc", "value": True, "threshold": 0.2}, "one finite number"),
    ],
)
def test_reports_in_another_form_are_named(answer, says):
    assert says in verdict("report_has_its_parts", Answers(oracle, lambda train: answer))


def test_every_metric_of_the_starter_is_known_and_no_other():
    starter = (FOLDER / "starter.py").read_text()
    listed = starter.split("one of these names:")[1].split('"value"')[0].replace(",", " ").split()
    assert sorted(listed) == sorted(MERIT.METRICS)


def test_a_changed_table_is_noticed():
    candidate = Answers(
        lambda train, customers: np.full(len(customers.columns["customer_id"]), 0.3),
        claims("roc_auc", 0.5),
        changes=("0",),
    )
    assert "changed a table" in verdict("inputs_stay_unchanged", candidate)


def test_one_answer_serves_several_checks():
    n_calls = 0

    def predict(train, customers):
        nonlocal n_calls
        n_calls += 1
        return oracle(train, customers)

    candidate = Answers(predict, claims("average_precision", 0.6))
    names = ("ranks_unseen_customers", "threshold_serves_the_cost", "estimate_matches_later_months")
    assert [verdict(name, candidate) for name in names] == ["", "", ""]
    assert n_calls == 1


def test_hidden_messages_do_not_give_the_figures_of_the_fact_sheet_away():
    constant = Answers(lambda train, c: np.full(len(c.columns["customer_id"]), 0.3), claims("roc_auc", 0.5, 0.0))
    everybody = Answers(oracle, claims("average_precision", 0.6, 0.0))
    nobody = Answers(oracle, claims("average_precision", 0.6, 1.0))
    for candidate in (constant, everybody, nobody):
        message = verdict("threshold_serves_the_cost", candidate)
        assert message
        assert not any(figure in message for figure in ("96", "0.16", "24", "one in six", "4 euro"))


def test_the_data_card_states_the_licence_and_every_column(generate):
    card = (FOLDER / "data_card.md").read_text()
    assert "Apache-2.0" in card
    assert all(f"`{name}`" in card for name in (*generate.COLUMNS, generate.TARGET))


def test_loading_the_checks_leaves_no_byte_code_behind():
    assert not list(Path(FOLDER).rglob("__pycache__"))


def test_the_csv_reads_back_as_the_checks_send_it(generate):
    read = pd.read_csv(io.BytesIO(generate.as_csv(generate.public_table())))
    sent = generate.public_table()
    for name in generate.COLUMNS:
        column = sent[name]
        if isinstance(column, list):
            assert [None if pd.isna(value) else value for value in read[name]] == column
        else:
            np.testing.assert_allclose(read[name].to_numpy(float), column.astype(float))
