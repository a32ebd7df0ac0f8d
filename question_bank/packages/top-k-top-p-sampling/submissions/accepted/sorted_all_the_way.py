import torch
import torch.nn.functional as F


@torch.no_grad()
def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    B, V = logits.shape
    x = logits.float()
    if temperature < 1e-8:
        idx = x.argmax(-1)
        probs = F.one_hot(idx, V).float()
        return idx, probs
    x = x / temperature
    sorted_logits, sorted_idx = torch.sort(x, descending=True, dim=-1)
    if top_k:
        sorted_logits[:, min(top_k, V):] = -float("inf")
    if top_p < 1.0:
        cum = F.softmax(sorted_logits, -1).cumsum(-1)
        rm = cum >= top_p
        rm[:, 1:] = rm[:, :-1].clone()
        rm[:, 0] = 0
        sorted_logits[rm] = -float("inf")
    sp = F.softmax(sorted_logits, dim=-1)
    pick = torch.multinomial(sp, num_samples=1, generator=generator)
    tok = sorted_idx.gather(1, pick).squeeze(-1)
    probs = torch.zeros_like(sp).scatter_(1, sorted_idx, sp)
    return tok, probs
