import torch
import torch.nn.functional as F


def sequence_loss(logits, targets, mask, states, weight=0.1):
    """Take the places that count out, row by row."""
    total = logits.new_zeros(())
    for row in range(len(mask)):
        keep = mask[row].nonzero().squeeze(1)
        if len(keep) == 0:
            continue
        total = total + F.cross_entropy(logits[row, keep], targets[row, keep])
        kept = states[row, keep]
        variance = ((kept - kept.mean(0)) ** 2).mean(0)
        changing = variance[variance > 0]
        total = total + weight * changing.sqrt().sum() / states.shape[-1]
    return total / len(mask)
