import torch


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    if temperature == 0:
        tokens = logits.argmax(dim=-1)
        return tokens, torch.nn.functional.one_hot(tokens, logits.shape[-1]).to(logits.dtype)
    shares, places = (logits / temperature).softmax(dim=-1).sort(dim=-1, descending=True)
    if top_k > 0:
        shares[:, top_k:] = 0.0
    before = shares.cumsum(dim=-1) - shares
    if top_p < 1:
        keep = before < top_p * shares.sum(dim=-1, keepdim=True)
        keep[:, 0] = True
        shares = shares * keep
    probabilities = torch.zeros_like(shares).scatter(1, places, shares)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1), probabilities
