import torch
import torch.nn.functional as F


@torch.no_grad()
def beam_search(step, start, end, n_beams=4, max_length=20, length_penalty=1.0):
    rows = torch.full((n_beams, 1), start, dtype=torch.long)
    totals = torch.full((n_beams,), float("-inf"))
    totals[0] = 0.0
    done = torch.zeros(n_beams, dtype=torch.bool)
    lengths = torch.zeros(n_beams, dtype=torch.long)
    for _ in range(max_length):
        if bool((done | torch.isinf(totals)).all()):
            break
        log_p = F.log_softmax(step(rows), dim=-1)
        log_p[done] = float("-inf")
        log_p[done, end] = 0.0
        n_tokens = log_p.size(-1)
        totals, flat = (totals.unsqueeze(1) + log_p).view(-1).topk(n_beams)
        parent = torch.div(flat, n_tokens, rounding_mode="floor")
        token = flat % n_tokens
        rows = torch.cat([rows[parent], token.unsqueeze(1)], dim=1)
        lengths = lengths[parent] + (~done[parent]).long()
        done = done[parent] | (token == end)
    alive = ~torch.isinf(totals)
    scores = totals / lengths.clamp(min=1).to(totals.dtype) ** length_penalty
    order = scores.argsort(descending=True)
    return [(rows[i, 1 : 1 + lengths[i]], scores[i]) for i in order.tolist() if alive[i]]
