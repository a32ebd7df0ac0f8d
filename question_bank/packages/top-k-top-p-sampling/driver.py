"""Calls the solution: the array of logits becomes a tensor that shares its memory, a seed becomes a generator."""

import solution
import torch


def sample(logits, seed=None, **options):
    """Draw once from a fresh generator with this seed; without a seed no generator is passed."""
    if seed is not None:
        options["generator"] = torch.Generator().manual_seed(seed)
    return solution.sample(torch.from_numpy(logits), **options)


def sample_by_place(logits, temperature, top_k, top_p):
    """Draw with the options given by place."""
    return solution.sample(torch.from_numpy(logits), temperature, top_k, top_p)


def sample_twice(logits, seed):
    """Draw two times from one generator; return the tokens of both draws."""
    generator = torch.Generator().manual_seed(seed)
    tensor = torch.from_numpy(logits)
    first, _ = solution.sample(tensor, generator=generator)
    second, _ = solution.sample(tensor, generator=generator)
    return first, second
