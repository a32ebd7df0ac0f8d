import torch
import torch.nn.functional as F


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    n_tokens = logits.size(-1)
    if temperature == 0:
        best = torch.argmax(logits, dim=-1)
        return best, F.one_hot(best, n_tokens).to(logits.dtype)
    probs = F.softmax(logits.double() / temperature, dim=-1)
    order = probs.argsort(dim=-1, descending=True, stable=True)
    ranked = probs.gather(-1, order)
    rank = torch.arange(n_tokens)
    if top_k > 0:
        ranked = torch.where(rank < top_k, ranked, 0.0)
        ranked = ranked / ranked.sum(-1, keepdim=True)
    if top_p < 1:
        total = ranked.cumsum(-1)
        reached = torch.cat([torch.zeros_like(total[:, :1]), total[:, :-1]], dim=-1) >= top_p
        ranked = torch.where(reached & (rank > 0), 0.0, ranked)
        ranked = ranked / ranked.sum(-1, keepdim=True)
    probs = torch.empty_like(ranked).scatter_(-1, order, ranked)
    uniform = torch.rand(probs.shape, generator=generator, dtype=probs.dtype).clamp_min(1e-300)
    gumbel = -torch.log(-torch.log(uniform))
    return (probs.log() + gumbel).argmax(-1), probs.to(logits.dtype)
