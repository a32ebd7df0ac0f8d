"""How much each measure of `agent.fact_features` counts. Written by `scripts/train_ranker.py`."""

FIT_WEIGHTS = (
    0.000,  # best_ask
    1.213,  # mean_ask
    1.312,  # terms
    -0.803,  # no_term
    4.654,  # grams
    1.785,  # covered
    6.073,  # answer
    2.549,  # why
    0.000,  # rarest
    3.047,  # bm25
    2.775,  # phrases
    3.833,  # word_pairs
    3.126,  # two_word_pairs
)
NONE_WEIGHTS = (
    3.770,  # always
    1.314,  # unknown
    -1.655,  # length
    -1.420,  # empty
    1.121,  # respelt
    1.961,  # best_of_all
)
