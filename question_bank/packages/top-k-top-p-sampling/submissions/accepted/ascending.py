import torch


def _mask_tail(scores, top_p):
    values, index = torch.sort(scores, dim=-1)
    tail = values.softmax(dim=-1).cumsum(dim=-1)
    remove = tail <= 1 - top_p
    remove[..., -1] = False
    mask = torch.empty_like(remove)
    mask.scatter_(-1, index, remove)
    return torch.where(mask, torch.full_like(scores, float("-inf")), scores)


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    scores = logits.clone()
    if temperature == 0:
        top_k, top_p = 1, 1.0
        ids = scores.max(dim=-1, keepdim=True).indices
        scores = torch.full_like(scores, float("-inf")).scatter_(-1, ids, 0.0)
    else:
        scores /= temperature
    if 0 < top_k < scores.size(-1):
        smallest = torch.topk(scores, top_k, dim=-1)[0][..., -1, None]
        scores[scores < smallest] = float("-inf")
    if top_p < 1.0:
        scores = _mask_tail(scores, top_p)
    probabilities = torch.softmax(scores, dim=-1)
    sums = probabilities.cumsum(dim=-1)
    draw = torch.rand(len(scores), 1, generator=generator) * sums[:, -1:]
    tokens = torch.searchsorted(sums, draw, right=True)[:, 0].clamp(max=scores.size(-1) - 1)
    return tokens, probabilities
