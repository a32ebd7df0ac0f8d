"""Calls the solution with a small model made from a table, since a function cannot be passed in from outside."""

import solution
import torch


class Model:
    """Logits for the next token by time and by the last two tokens: `table[time, last but one, last]`.

    Time stays at the last row of the table once it is there, and tokens count modulo the size of the table.
    """

    def __init__(self, table):
        self.table = torch.from_numpy(table)
        self.n_calls = 0
        self.n_rows = 0

    def __call__(self, sequences):
        """Take whole numbers of shape (n, length), start token included; return logits of shape (n, vocabulary)."""
        n, length = sequences.shape
        self.n_calls += 1
        self.n_rows += n
        side = self.table.shape[1]
        last = sequences[:, -1] % side
        before = sequences[:, -2] % side if length > 1 else last
        return self.table[min(length, len(self.table)) - 1][before, last].clone()


def beam_search(table, start, end, **options):
    """Search with a model made from a table."""
    return solution.beam_search(Model(table), start, end, **options)


def beam_search_by_place(table, start, end, n_beams, max_length, length_penalty):
    """Search with the options given by place."""
    return solution.beam_search(Model(table), start, end, n_beams, max_length, length_penalty)


def count_calls(table, start, end, **options):
    """Search; return how often the model was called and how many sequences it was given in all."""
    model = Model(table)
    solution.beam_search(model, start, end, **options)
    return [model.n_calls, model.n_rows]
