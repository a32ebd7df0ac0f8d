"""Makes models of the solution, lets them learn and asks them, all in one call."""

import copy

import solution


def probabilities(train, queries, **options):
    """Learn from sentences and give the probability for each pair of word and context."""
    model = solution.NgramModel(**options)
    model.fit(train)
    return [model.probability(word, list(context)) for word, context in queries]


def perplexity(train, test, **options):
    """Learn from sentences and give the perplexity on others."""
    model = solution.NgramModel(**options)
    model.fit(train)
    return model.perplexity(test)


def by_place(train, queries, n, alpha):
    """Make the model with its arguments given by place."""
    model = solution.NgramModel(n, alpha)
    model.fit(train)
    return [model.probability(word, list(context)) for word, context in queries]


def learned_twice(first, second, queries, **options):
    """Learn from one text and then from another; give probabilities after the second."""
    model = solution.NgramModel(**options)
    model.fit(first)
    model.fit(second)
    return [model.probability(word, list(context)) for word, context in queries]


def two_models(first, second, queries, **options):
    """Let two models learn from different texts; give probabilities of the first, with a perplexity between them."""
    one, two = solution.NgramModel(**options), solution.NgramModel(**options)
    one.fit(first)
    two.fit(second)
    before = [one.probability(word, list(context)) for word, context in queries]
    one.perplexity(second)
    after = [one.probability(word, list(context)) for word, context in queries]
    return [before, after]


def inputs_afterwards(train, test, queries, **options):
    """Say whether sentences and contexts are as they were after all three methods."""
    before = copy.deepcopy((train, test, queries))
    model = solution.NgramModel(**options)
    model.fit(train)
    for word, context in queries:
        model.probability(word, context)
    model.perplexity(test)
    return before == (train, test, queries)
