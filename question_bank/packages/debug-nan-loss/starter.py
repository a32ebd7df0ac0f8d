import torch


def token_losses(logits, targets):
    """Cross-entropy at each place."""
    probabilities = torch.softmax(logits, dim=-1)
    picked = probabilities.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -torch.log(picked)


def masked_mean(values, mask):
    """Mean over the places of each row that count."""
    return (values * mask).sum(dim=1) / mask.sum(dim=1)


def spread(states, mask):
    """Standard deviation of each feature over the places that count, averaged over the features."""
    kept = mask.unsqueeze(-1)
    n_places = mask.sum(dim=1, keepdim=True)
    mean = (states * kept).sum(dim=1) / n_places
    variance = ((states - mean.unsqueeze(1)) ** 2 * kept).sum(dim=1) / n_places
    return torch.sqrt(variance).mean(dim=1)


def sequence_loss(logits, targets, mask, states, weight=0.1):
    """Return the mean over the rows of cross-entropy plus weighted spread."""
    return (masked_mean(token_losses(logits, targets), mask) + weight * spread(states, mask)).mean()


if __name__ == "__main__":
    torch.manual_seed(0)
    logits = torch.randn(2, 4, 3, requires_grad=True)
    states = torch.randn(2, 4, 5, requires_grad=True)
    targets = torch.tensor([[0, 2, 1, 0], [1, 1, 0, 0]])
    mask = torch.tensor([[True, True, True, True], [True, True, False, False]])
    loss = sequence_loss(logits, targets, mask, states)
    loss.backward()
    print(loss.item(), logits.grad.isfinite().all().item(), states.grad.isfinite().all().item())
