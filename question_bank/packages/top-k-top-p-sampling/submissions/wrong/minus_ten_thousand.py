import torch


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    if temperature == 0:
        t = logits.argmax(-1)
        return t, torch.nn.functional.one_hot(t, logits.shape[-1]).float()
    s = logits / temperature
    if top_k > 0:
        kth = s.topk(min(top_k, s.shape[-1]), -1).values[:, -1:]
        s = s.masked_fill(s < kth, -1e4)
    if top_p < 1:
        o, i = s.sort(-1, descending=True)
        p = o.softmax(-1)
        rm = p.cumsum(-1) - p >= top_p
        rm[:, 0] = False
        s = s.masked_fill(rm.scatter(1, i, rm), -1e4)
    p = s.softmax(-1)
    return torch.multinomial(p, 1, generator=generator)[:, 0], p
