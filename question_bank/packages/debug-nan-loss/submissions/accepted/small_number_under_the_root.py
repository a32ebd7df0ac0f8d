import torch
import torch.nn.functional as F


def sequence_loss(logits, targets, mask, states, weight=0.1):
    safe_logits = torch.where(mask[..., None], logits, torch.zeros_like(logits))
    safe_states = torch.where(mask[..., None], states, torch.zeros_like(states))
    m = mask.to(logits.dtype)
    n = torch.maximum(m.sum(1), torch.ones(()))
    losses = F.cross_entropy(safe_logits.movedim(-1, 1), targets, reduction="none")
    mean = safe_states.sum(1) / n[:, None]
    variance = ((safe_states - mean[:, None]).pow(2) * m[..., None]).sum(1) / n[:, None]
    deviation = (variance + 1e-10).sqrt().mean(-1)
    return ((losses * m).sum(1) / n + weight * deviation * mask.any(1)).mean()
