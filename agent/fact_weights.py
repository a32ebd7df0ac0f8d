"""How much each measure of `agent.fact_features` counts. Written by `scripts/train_ranker.py`."""

FIT_WEIGHTS = (
    0.000,  # best_ask
    2.141,  # mean_ask
    1.446,  # terms
    -1.019,  # no_term
    2.415,  # grams
    1.785,  # covered
    5.608,  # answer
    3.127,  # why
    0.202,  # rarest
    3.827,  # bm25
    3.848,  # phrases
    0.000,  # word_pairs
    0.359,  # two_word_pairs
)
NONE_WEIGHTS = (
    2.020,  # always
    1.691,  # unknown
    1.534,  # length
    -0.957,  # empty
    0.761,  # respelt
    2.951,  # best_of_all
)
