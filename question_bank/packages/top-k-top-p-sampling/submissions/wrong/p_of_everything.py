import torch


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    if temperature == 0:
        tokens = logits.argmax(dim=-1)
        return tokens, torch.nn.functional.one_hot(tokens, logits.shape[-1]).to(logits.dtype)
    ordered, places = (logits / temperature).sort(dim=-1, descending=True)
    shares = ordered.softmax(dim=-1)
    remove = (shares.cumsum(dim=-1) - shares >= top_p) & (top_p < 1)
    if top_k > 0:
        remove[:, top_k:] = True
    remove[:, 0] = False
    scores = (logits / temperature).masked_fill(remove.scatter(1, places, remove), float("-inf"))
    probabilities = scores.softmax(dim=-1)
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1), probabilities
