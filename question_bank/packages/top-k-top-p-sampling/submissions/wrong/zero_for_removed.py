import torch


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    if temperature == 0:
        tokens = logits.argmax(dim=-1)
        return tokens, torch.nn.functional.one_hot(tokens, logits.shape[-1]).to(logits.dtype)
    scores = logits / temperature
    if top_k > 0:
        kth = scores.topk(min(top_k, scores.shape[-1]), dim=-1).values[:, -1:]
        scores = scores.masked_fill(scores < kth, 0.0)
    if top_p < 1:
        ordered, places = scores.sort(dim=-1, descending=True)
        shares = ordered.softmax(dim=-1)
        remove = shares.cumsum(dim=-1) - shares >= top_p
        remove[:, 0] = False
        scores = scores.masked_fill(remove.scatter(1, places, remove), 0.0)
    probabilities = scores.softmax(dim=-1)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1), probabilities
