"""How much each measure of `agent.fact_features` counts. Written by `scripts/train_ranker.py`."""

FIT_WEIGHTS = (
    0.000,  # best_ask
    0.000,  # mean_ask
    1.181,  # terms
    -0.635,  # no_term
    4.238,  # grams
    2.119,  # covered
    6.482,  # answer
    2.589,  # why
    0.000,  # rarest
    2.992,  # bm25
    2.345,  # phrases
    4.446,  # word_pairs
    2.660,  # two_word_pairs
)
NONE_WEIGHTS = (
    3.200,  # always
    1.388,  # unknown
    -0.014,  # length
    -2.494,  # empty
    1.580,  # respelt
    1.757,  # best_of_all
)
