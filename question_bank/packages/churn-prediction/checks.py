"""Judges an answer to the churn question from plain data alone.

The hold-out lies three months after the public table; its labels and the probabilities that it was drawn with stay on
this side of the wall. Lines and margins are computed from that hold-out and from the candidate's own scores, never from
a library's output, so they do not move with a version of scikit-learn. Where a figure was chosen by hand, the comment
beside it says from which measurements.

Some right answers differ from call to call, because nobody has to fix a seed. A check that such noise could fail asks
again before it fails: code that is wrong is wrong each time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from question_bank.checking import Candidate, fail, np


def _neighbour(name: str) -> ModuleType:
    """Load another file of this package. By hand, as the suite loads this one: no byte-code beside the sources."""
    path = Path(__file__).parent / f"{name}.py"
    module = ModuleType(f"{__name__}_{name}")
    module.__file__ = str(path)
    exec(compile(path.read_bytes(), module.__file__, "exec"), module.__dict__)  # noqa: S102 - trusted, like this file
    return module


tables = _neighbour("tables")
merit = _neighbour("merit")
asking = _neighbour("asking")
asking.METRICS, asking.SPELLINGS = merit.METRICS, merit.SPELLINGS
customers = tables.customers

# --- Lines -------------------------------------------------------------------------------------------------------

CLEARLY = 3.0
"""Standard deviations by which a ranking must beat the one-column rule: of the rule's figure over resampled hold-outs.

In average precision the rule (longest idle first) reaches 0.34, the true probabilities 0.64, and such a deviation is
0.02, so the line lies at 0.40. Measured with plain settings: logistic regression 0.52-0.55, gradient
boosting 0.52, forests 0.48-0.52, histogram boosting 0.48, 100 neighbours 0.49, extra trees 0.45, a pruned tree 0.41;
a tree of depth 4 has 0.36, a network stopped after a few passes 0.30. Other seeds move these by 0.01.
"""
SHARE_OF_THE_VALUE = 0.75
"""Of the euros that the best threshold for the candidate's own scores would earn.

Break-even at 1/6 earns 0.95-0.99 of it with logistic regression, forests and boosting, 0.85 with histogram boosting
left at its defaults, 0.79 with a support vector machine; 0.5 with the same scores 0.20-0.55. Applied to scores inflated
by class weights it earns 0.50 with a logistic regression and 0.68 with a forest; deep boosting gives scores so extreme
that the weights hardly move it (0.96), and that passes.
"""
STANDARD_DEVIATIONS = 4.5
"""Of the noise of one split. Fair estimates of every metric but accuracy stayed within 3.6, over 100 random splits of a
fifth with logistic regression and 12 with a forest; figures from oversampled rows or with both late columns are 8 or
more away in average precision. A mild overstatement passes here and is left to `no_skill_no_claim` and to the second
half of `late_columns_do_not_matter`."""
VALIDATION_ROWS = 700
"""A fifth of the public table: the smallest split on which an estimate is usually made; sets its honest noise."""

_N_RESAMPLES = 200


def _on_the_holdout(candidate: Candidate) -> np.ndarray:
    return asking.predict(candidate, "holdout", tables.public(), tables.holdout()[0])


def _report(candidate: Candidate) -> tuple[str, float, float]:
    return asking.report(candidate, "report", tables.public())


# --- Visible checks ----------------------------------------------------------------------------------------------


def one_probability_each(candidate: Candidate, rng: np.random.Generator) -> None:
    """The agreed form: one finite probability per row, not a yes or no."""
    got = _small(candidate)
    if np.isin(got, (0.0, 1.0)).all():
        fail(
            "Every answer is exactly 0 or 1: that is a decision, not a probability.",
            given="610 rows to learn from, 40 customers",
            expected="probabilities between 0 and 1",
            got="only zeros and ones",
        )


def report_has_its_parts(candidate: Candidate, rng: np.random.Generator) -> None:
    """The agreed form of the report."""
    _small_report(candidate)


def inputs_stay_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    """Neither table may be changed in place, by either function."""
    _small(candidate)
    _small_report(candidate)
    for key, name in (("small", "predict_churn"), ("small report", "report")):
        names = asking.changed(candidate, key)
        if names:
            fail(f"{name} changed a table that it was given; work on a copy.", got=", ".join(names))


def _small(candidate: Candidate) -> np.ndarray:
    return asking.predict(candidate, "small", tables.small(), tables.few_asked())


def _small_report(candidate: Candidate) -> tuple[str, float, float]:
    return asking.report(candidate, "small report", tables.small())


# --- Hidden: is it any good --------------------------------------------------------------------------------------


def ranks_unseen_customers(candidate: Candidate, rng: np.random.Generator) -> None:
    """Leavers of later months must come first more often than under a rule without learning."""
    labels = tables.holdout()[1]
    scores = _on_the_holdout(candidate)
    reached = merit.average_precision(labels, scores)
    by_rule, deviation = _by_rule()
    line = by_rule + CLEARLY * deviation
    if reached >= line:
        return
    if scores.min() == scores.max():
        fail("Every customer of the later months gets the same probability.")
    if merit.roc_auc(labels, scores) < 0.4:
        fail("The ranking is upside down: those who stay get the higher numbers.")
    fail(
        f"On customers of later months, scored as they are on the day, the average precision is {reached:.2f}. "
        f"Sorting by days since the last session gives {by_rule:.2f}; from {line:.2f} on the difference would be clear."
    )


@cache
def _by_rule() -> tuple[float, float]:
    """Average precision of sorting by idle days, and its standard deviation over hold-outs resampled from this one."""
    table, labels, _ = tables.holdout()
    rule = table["days_since_last_session"].astype(np.float64)
    random = np.random.RandomState(4)
    draws = [random.randint(0, labels.size, labels.size) for _ in range(_N_RESAMPLES)]
    spread = np.std([merit.average_precision(labels[rows], rule[rows]) for rows in draws])
    return merit.average_precision(labels, rule), float(spread)


def threshold_serves_the_cost(candidate: Candidate, rng: np.random.Generator) -> None:
    """Offers made from the reported threshold on must earn most of what these scores could earn."""
    labels = tables.holdout()[1]
    scores = _on_the_holdout(candidate)
    _, _, threshold = _report(candidate)
    best = merit.best_value(labels, scores)
    got = merit.value_per_customer(labels, scores, threshold)
    if best <= 0:
        fail("With these scores no threshold earns more than the offers cost.")
    if not (scores >= threshold).any():
        fail("At the reported threshold nobody gets an offer, so nothing is earned.")
    if got < SHARE_OF_THE_VALUE * best:
        side = "few" if float(np.mean(scores >= threshold)) < merit.share_at_best(labels, scores) else "many"
        earned = (
            f"it earns {got / best:.0%} of what these scores could earn, given what an offer costs and what a saved "
            "customer is worth"
            if got > 0
            else "offers cost more than they earn"
        )
        fail(f"At the reported threshold too {side} customers get an offer: {earned}.")


# --- Hidden: columns that must not count -------------------------------------------------------------------------

_TWIN_ROWS = 1_500
"""Rows to learn from where only agreement between answers counts."""


def _twin_answers(candidate: Candidate) -> np.ndarray:
    table, place = tables.twins()
    return asking.predict(candidate, "twins", tables.sample(_TWIN_ROWS, seed=2), table)[place]


def rows_and_columns_in_any_order(candidate: Candidate, rng: np.random.Generator) -> None:
    """Rows and columns come mixed; each answer must still belong to its row, and each value to its column.

    Copies of a customer agree for any model that keeps to its rows (1.0; at least one pair does, whichever other column
    is used wrongly) and have a rank correlation near 0 otherwise. With the true probabilities sound models correlate
    at 0.75-0.9, and no worse for mixed columns than for those in their usual order.
    """
    base, late, renamed = _twin_answers(candidate)
    if base.min() == base.max():
        return
    if max(_rank_correlation(base, late), _rank_correlation(base, renamed)) < 0.4:
        fail(
            "With rows in another order the answers no longer belong to their rows: they come back in their own order."
        )
    rows = tables.twin_rows()
    true = tables.holdout()[2][rows]
    usual = _rank_correlation(_on_the_holdout(candidate)[rows], true)
    if _rank_correlation(base[1:], true) < usual - 0.4:
        fail("With columns in another order the ranking falls apart: columns are taken by position, not by name.")


def _rank_correlation(first: np.ndarray, second: np.ndarray) -> float:
    ranks = [np.argsort(np.argsort(values, kind="stable"), kind="stable") for values in (first, second)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


# Twins get their numbers from one fitted model in one call, so only rounding may tell them apart.
_ROUNDING = 1e-6


def late_columns_do_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    """What is written after the fact must move neither the answer nor the estimate."""
    base, late, _ = _twin_answers(candidate)
    if np.abs(base - late).max() > _ROUNDING:
        fail(
            "The answer depends on a column that is filled in only after the customer has left, or has not "
            f"({np.mean(np.abs(base - late) > _ROUNDING):.0%} of the customers get another probability when it is)."
        )
    metric, filled, _ = _small_report(candidate)
    emptied = _value(candidate, "emptied", tables.late_columns_emptied(tables.small()))
    if abs(filled - emptied) <= _ROUNDING:
        return
    # A report without a fixed seed differs from itself; only a difference well beyond that comes from the columns.
    own = abs(filled - _value(candidate, "small report again", tables.small()))
    own = max(own, abs(emptied - _value(candidate, "emptied again", tables.late_columns_emptied(tables.small()))))
    if own <= _ROUNDING or abs(filled - emptied) > max(6 * own, 0.05):
        fail(
            "The report uses a column that is filled in only after the customer has left, or has not: on one table "
            f"its {metric} is {filled:.2f} with the late columns filled and {emptied:.2f} with them empty."
        )


def _value(candidate: Candidate, key: str, train: dict[str, Any]) -> float:
    return float(asking.report(candidate, key, train)[1])


def identifier_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    """A customer with another number is the same customer."""
    base, _, renamed = _twin_answers(candidate)
    if np.abs(base - renamed).max() > _ROUNDING:
        fail("The answer changes with the customer's number, which says nothing about the customer.")


# --- Hidden: whoever else is asked about ------------------------------------------------------------------------

# Two fits of one unseeded model on these 1,500 rows differ, on average over customers, by 0.02 (forest of 150 trees,
# network), 0.07 (boosting on half the rows) or 0.11 (ten bare trees), but over a group of customers the differences
# cancel to within 0.035. Ranks among the asked customers move the mean by 0.28, gaps filled with medians of the asked
# customers the group with gaps by 0.10. Dummies made of both tables together move them by 0.02 and 0.015: let pass.
_REFIT_ALONE = 0.25
_REFIT_AVERAGE = 0.15
_REFIT_GROUP = 0.06
_N_TRIES = 3


def one_customer_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    """A single row is answered, and as it would be among others."""
    among = _twin_answers(candidate)[0][0]
    train = tables.sample(_TWIN_ROWS, seed=2)

    def differs(attempt: int) -> bool:
        alone = asking.predict(candidate, f"alone {attempt}", train, tables.risky_customer())[0]
        return abs(alone - among) > _REFIT_ALONE

    if _each_time(differs):
        fail(
            "A customer asked about alone gets quite another probability than the same customer among others: "
            "something is learnt from the customers that are to be scored."
        )


def _each_time(differs: Callable[[int], bool]) -> bool:
    return all(differs(attempt) for attempt in range(_N_TRIES))


def unseen_levels_and_gaps(candidate: Candidate, rng: np.random.Generator) -> None:
    """Countries and plans never seen before, and gaps where there were none, still get a probability."""
    _in_company(candidate, 0)


def company_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    """An ordinary customer's answer does not depend on who else is in the table."""
    among = _twin_answers(candidate)[0][: tables.N_COMPANY]
    with_gaps = np.arange(tables.N_COMPANY) < 1 + tables.N_WITH_GAPS

    def differs(attempt: int) -> bool:
        moved = _in_company(candidate, attempt)[: tables.N_COMPANY] - among
        groups = max(abs(moved[with_gaps].mean()), abs(moved[~with_gaps].mean()))
        return bool(np.abs(moved).mean() > _REFIT_AVERAGE or groups > _REFIT_GROUP)

    if _each_time(differs):
        fail(
            "A customer's probability depends on who else is in the table: something is learnt from, or ranked among, "
            "the customers that are to be scored."
        )


def _in_company(candidate: Candidate, attempt: int) -> np.ndarray:
    return asking.predict(candidate, f"company {attempt}", tables.sample(_TWIN_ROWS, seed=2), tables.company())


# --- Hidden: honesty ---------------------------------------------------------------------------------------------

_N_ASKED = 1_500


def learns_from_the_given_table(candidate: Candidate, rng: np.random.Generator) -> None:
    """With shuffled labels there is nothing to learn, so the ranking must lose its skill.

    It need not be exactly 0.5: a model fitted to noise still points somewhere. Over 40 shuffles the ROC AUC of logistic
    regression lay between 0.29 and 0.63, that of a forest and of boosting between 0.41 and 0.61; a model that knows
    the true labels has 0.83-0.86, and the rule written by hand 0.83.
    """
    labels = tables.holdout()[1][:_N_ASKED]

    def finds_them(attempt: int) -> bool:
        train = tables.shuffled_labels(tables.sample(_TWIN_ROWS, seed=2), seed=3 + attempt)
        scores = asking.predict(candidate, f"shuffled {attempt}", train, tables.first_asked(_N_ASKED))
        return merit.roc_auc(labels, scores) > 0.70

    if _each_time(finds_them):
        fail(
            "Given a table with shuffled labels, predict_churn still finds the leavers: it does not learn from `train` "
            "but brings its knowledge from elsewhere."
        )


def estimate_matches_later_months(candidate: Candidate, rng: np.random.Generator) -> None:
    """The value in the report must be what the later months show, within the noise of a fair estimate.

    The share of leavers creeps up over the year, which nobody can know from the public table and which alone moves
    lift, recall, Brier score and log loss. So the later months are also weighed with the public share of leavers, and
    the claim may lie near either figure or between them.
    """
    labels = tables.holdout()[1]
    scores = _on_the_holdout(candidate)
    metric, claimed, threshold = _report(candidate)
    now = merit.measure(metric, labels, scores, threshold)
    before, deviation = _at_the_public_share(metric, labels, scores, threshold)
    low, high = sorted((now, before))
    noise = STANDARD_DEVIATIONS * deviation
    if not low - noise <= claimed <= high + noise:
        better = (claimed > now) != (metric in merit.SMALLER_IS_BETTER)
        fail(
            f"The report promises {metric} {claimed:.2f}; customers of later months show {now:.2f}. That is "
            f"{'less' if better else 'more'} skill than promised, by more than the noise of a fair estimate "
            f"(about {noise:.2f})."
        )


def _at_the_public_share(metric: str, labels: np.ndarray, scores: np.ndarray, threshold: float) -> tuple[float, float]:
    """Mean and standard deviation of the metric over samples of the size of a validation split.

    The samples have, on average, as many leavers as the public table.
    """
    share = float(customers.take(tables.public(), tables.once())[customers.TARGET].mean())
    weights = np.where(labels == 1, share / labels.mean(), (1 - share) / (1 - labels.mean()))
    random = np.random.RandomState(5)
    draws = []
    for _ in range(_N_RESAMPLES):
        rows = random.choice(labels.size, VALIDATION_ROWS, p=weights / weights.sum())
        draws.append(merit.measure(metric, labels[rows], scores[rows], threshold))
    return float(np.mean(draws)), float(np.std(draws))


_MAX_NOISE_TABLES = 8
_PLAINLY_CLAIMED = 4.0
"""Deviations by which the mean claim must pass chance.

A linear model scored on its own training rows claims 1.6 deviations of one fifth of a table, as luck could, but each
time: over eight tables that is 4.6 of their mean. Fair estimates lie at 0 with a deviation of 0.8 or less, 1.4 when
they come from a single month; most end with the first or second table.
"""


def _plainly_fair(n_tables: int) -> float:
    """Below this the claim is too low for seen rows, in deviations of one fifth of a table."""
    return 1.0 - 0.7 / float(np.sqrt(n_tables))


def no_skill_no_claim(candidate: Candidate, rng: np.random.Generator) -> None:
    """Where there is nothing to learn the report must not claim skill, repeated rows or not.

    Asks with one table after another, each with its own chance labels, until the mean claim is plain.
    """
    claims: list[float] = []
    while len(claims) < _MAX_NOISE_TABLES:
        metric, claimed, _ = asking.report(candidate, f"no skill {len(claims)}", tables.nothing_to_learn(rng))
        claims.append(claimed)
        chance, deviation = _by_chance(metric)
        sign = -1.0 if metric in merit.SMALLER_IS_BETTER else 1.0
        above = sign * (float(np.mean(claims)) - chance) / deviation
        if above > _PLAINLY_CLAIMED / np.sqrt(len(claims)):
            fail(
                f"On tables with shuffled labels and rows that occur twice, the report still claims {metric} "
                f"{np.mean(claims):.2f}; without any skill it would be about {chance:.2f}. Something that is scored "
                "has been seen in training, or the figure is not measured at all."
            )
        if above < _plainly_fair(len(claims)):
            return


@cache
def _by_chance(metric: str) -> tuple[float, float]:
    """Mean and standard deviation of the metric for scores without skill, on a fifth of the customers.

    For metrics that hang on a threshold the best one for each draw is taken, as a candidate may tune it.
    """
    random = np.random.RandomState(9)
    draws = []
    for _ in range(_N_RESAMPLES):
        labels = (random.random_sample(tables.N_NOISE // 5) < tables.NOISE_SHARE).astype(np.int64)
        scores = tables.NOISE_SHARE + 0.01 * random.random_sample(labels.size)
        cuts = (0.0, *np.quantile(scores, np.arange(1, 20) / 20), 1.0) if metric in merit.NEED_A_THRESHOLD else (0.5,)
        draws.append(max(merit.measure(metric, labels, scores, cut) for cut in cuts))
    return float(np.mean(draws)), float(np.std(draws))


def metric_fits_the_balance(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nine in ten stay, so the share of right answers says nothing."""
    metric, _, _ = _report(candidate)
    if metric == "accuracy":
        fail(
            "Accuracy is the headline, but about nine customers in ten stay: never predicting churn would look just as "
            "good. Report something that shows whether leavers are found."
        )
