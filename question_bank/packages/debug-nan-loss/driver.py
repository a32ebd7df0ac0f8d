"""Calls the loss with tensors, goes backward, and returns the loss with both gradients."""

import solution
import torch


def _gradient(tensor):
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def loss_and_gradients(logits, targets, mask, states, **options):
    """Give the loss, its gradients, and whether the tensors are what they were."""
    before = [torch.from_numpy(array.copy()) for array in (logits, targets, mask, states)]
    given = [part.clone() for part in before]
    given[0].requires_grad_()
    given[3].requires_grad_()
    loss = solution.sequence_loss(*given, **options)
    if isinstance(loss, torch.Tensor) and loss.requires_grad:
        loss.backward()
    same = all(torch.equal(torch.nan_to_num(a), torch.nan_to_num(b.detach())) for a, b in zip(before, given))
    return {"loss": loss, "logits": _gradient(given[0]), "states": _gradient(given[3]), "unchanged": same}
