import torch


def token_losses(logits, targets):
    """Cross-entropy at each place."""
    return -torch.log_softmax(logits, dim=-1).gather(-1, targets.unsqueeze(-1)).squeeze(-1)


def masked_mean(values, mask):
    """Mean over the places of each row that count."""
    return (values * mask).sum(dim=1) / mask.sum(dim=1).clamp(1)


def spread(states, mask):
    """Standard deviation of each feature over the places that count, averaged over the features."""
    kept = mask.unsqueeze(-1)
    n_places = mask.sum(dim=1, keepdim=True).clamp(1)
    mean = (states * kept).sum(dim=1) / n_places
    variance = ((states - mean.unsqueeze(1)) ** 2 * kept).sum(dim=1) / n_places
    return variance.clamp(min=1e-14).sqrt().mean(dim=1)


def sequence_loss(logits, targets, mask, states, weight=0.1):
    """Return the mean over the rows of cross-entropy plus weighted spread."""
    kept = mask.unsqueeze(-1)
    logits, states = torch.where(kept, logits, 0.0), torch.where(kept, states, 0.0)
    return (masked_mean(token_losses(logits, targets), mask) + weight * spread(states, mask)).mean()
