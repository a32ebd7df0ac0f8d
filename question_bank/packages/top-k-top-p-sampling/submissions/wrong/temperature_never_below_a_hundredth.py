import torch


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    v = logits.shape[1]
    temperature = max(temperature, 1e-2)
    scaled = (logits - logits.amax(dim=-1, keepdim=True)) / temperature
    if 0 < top_k < v:
        kth = torch.topk(scaled, top_k, dim=-1).values[:, -1:]
        scaled = scaled.masked_fill(scaled < kth, float("-inf"))
    if top_p < 1.0:
        values, order = scaled.sort(dim=-1, descending=True)
        shares = values.softmax(dim=-1)
        before = shares.cumsum(dim=-1) - shares
        drop = before >= top_p
        drop[:, 0] = False
        mask = torch.zeros_like(drop).scatter(1, order, drop)
        scaled = scaled.masked_fill(mask, float("-inf"))
    probs = scaled.softmax(dim=-1)
    tokens = torch.multinomial(probs, 1, generator=generator).squeeze(1)
    return tokens, probs
