import torch


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    if temperature == 0:
        t = logits.argmax(-1)
        return t, torch.nn.functional.one_hot(t, logits.shape[-1]).float()
    s = logits / temperature
    o, i = s.sort(-1, descending=True)
    if top_k > 0:
        o[:, top_k:] = float("-inf")
    p = o.softmax(-1)
    if top_p < 1:
        rm = p.cumsum(-1) - p >= top_p
        rm[:, 0] = False
        o = o.masked_fill(rm, float("-inf"))
    p = o.softmax(-1)
    return torch.multinomial(p, 1, generator=generator)[:, 0], torch.zeros_like(p).scatter(1, i, p)
