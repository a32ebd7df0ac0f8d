import heapq
from dataclasses import dataclass

import torch


@dataclass
class Hypothesis:
    tokens: tuple
    total: float
    ended: bool = False


def children(parents, step, end, width):
    log_p = torch.log_softmax(step(torch.tensor([p.tokens for p in parents])).double(), dim=-1)
    values, tokens = log_p.topk(min(width, log_p.size(1)), dim=1)
    for parent, row, ids in zip(parents, values, tokens):
        for value, token in zip(row.tolist(), ids.tolist()):
            if value != float("-inf"):
                yield Hypothesis(parent.tokens + (token,), parent.total + value, token == end)


def beam_search(step, start, end, n_beams=4, max_length=20, length_penalty=1.0):
    beam = [Hypothesis((start,), 0.0)]
    for _ in range(max_length):
        going_on = [h for h in beam if not h.ended]
        if not going_on:
            break
        pool = [h for h in beam if h.ended]
        pool.extend(children(going_on, step, end, n_beams))
        beam = heapq.nlargest(n_beams, pool, key=lambda h: h.total)
    ranked = [(list(h.tokens[1:]), h.total / (len(h.tokens) - 1) ** length_penalty) for h in beam]
    return sorted(ranked, key=lambda pair: pair[1], reverse=True)
