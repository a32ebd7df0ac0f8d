"""Makes vectorisers of the solution, lets them learn and transform, all in one call."""

import copy

import numpy as np
import solution


def transform(train, test, **options):
    """Learn from some documents and transform others."""
    vectoriser = solution.TfidfVectoriser(**options)
    vectoriser.fit(train)
    return vectoriser.transform(test)


def transform_by_place(train, test, min_df):
    """Make the vectoriser with its argument given by place."""
    vectoriser = solution.TfidfVectoriser(min_df)
    vectoriser.fit(train)
    return vectoriser.transform(test)


def transform_several(train, tests):
    """Learn once and transform several lists of documents, one after the other."""
    vectoriser = solution.TfidfVectoriser()
    vectoriser.fit(train)
    return [vectoriser.transform(test) for test in tests]


def learned_twice(first, second, test):
    """Learn from some documents and then from others; transform after the second."""
    vectoriser = solution.TfidfVectoriser()
    vectoriser.fit(first)
    vectoriser.transform(first)
    vectoriser.fit(second)
    return vectoriser.transform(test)


def two_at_once(first, second, test):
    """Let two vectorisers learn from different documents; transform with the first."""
    one, two = solution.TfidfVectoriser(), solution.TfidfVectoriser()
    one.fit(first)
    two.fit(second)
    two.transform(test)
    return one.transform(test)


def inputs_afterwards(train, test):
    """Say whether the lists are as they were after both methods."""
    before = copy.deepcopy((train, test))
    transform(train, test)
    return before == (train, test)


def weighed(train, test, weights):
    """Learn and transform, and multiply the large result by weights of the words, so that little comes out."""
    return np.asarray(transform(train, test), dtype=float) @ weights
