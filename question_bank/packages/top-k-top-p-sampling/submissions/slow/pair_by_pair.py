import torch


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    if temperature == 0:
        tokens = logits.argmax(dim=-1)
        return tokens, torch.nn.functional.one_hot(tokens, logits.shape[-1]).to(logits.dtype)
    scores = logits / temperature
    if top_k > 0:
        kth = scores.topk(min(top_k, scores.shape[-1]), dim=-1).values[:, -1:]
        scores = scores.masked_fill(scores < kth, float("-inf"))
    shares = scores.softmax(dim=-1)
    if top_p < 1:
        kept = torch.zeros_like(shares)
        for i in range(len(shares)):
            for j in range(shares.shape[1]):
                better = shares[i] > shares[i, j]
                if not better.any() or shares[i][better].sum() < top_p:
                    kept[i, j] = shares[i, j]
        shares = kept / kept.sum(dim=-1, keepdim=True)
    return torch.multinomial(shares, 1, generator=generator).squeeze(1), shares
