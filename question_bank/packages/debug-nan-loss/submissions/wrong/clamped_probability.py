import torch


def token_losses(logits, targets):
    """Cross-entropy at each place."""
    probabilities = torch.softmax(logits, dim=-1)
    picked = probabilities.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -torch.log(picked.clamp(min=1e-12))


def masked_mean(values, mask):
    """Mean over the places of each row that count."""
    return values.masked_fill(~mask, 0.0).sum(dim=1) / mask.sum(dim=1).clamp(min=1)


def spread(states, mask):
    """Standard deviation of each feature over the places that count, averaged over the features."""
    hidden = ~mask.unsqueeze(-1)
    n_places = mask.sum(dim=1, keepdim=True).clamp(min=1)
    mean = states.sum(dim=1) / n_places
    squares = ((states - mean.unsqueeze(1)) ** 2).masked_fill(hidden, 0.0)
    variance = squares.sum(dim=1) / n_places
    varies = variance > 0
    deviation = torch.where(varies, variance, 1.0).sqrt()
    return torch.where(varies, deviation, 0.0).mean(dim=1)


def sequence_loss(logits, targets, mask, states, weight=0.1):
    """Return the mean over the rows of cross-entropy plus weighted spread."""
    hidden = ~mask.unsqueeze(-1)
    logits, states = logits.masked_fill(hidden, 0.0), states.masked_fill(hidden, 0.0)
    return (masked_mean(token_losses(logits, targets), mask) + weight * spread(states, mask)).mean()
