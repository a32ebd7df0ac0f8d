import torch


def beam_search(step, start, end, n_beams=4, max_length=20, length_penalty=1.0):
    # each hyp: dict
    hyps = [dict(seq=[start], lp=0.0, fin=False)]
    t = 0
    while t < max_length and not all(h["fin"] for h in hyps):
        active = [h for h in hyps if not h["fin"]]
        frozen = [h for h in hyps if h["fin"]]
        x = torch.LongTensor([h["seq"] for h in active])
        logits = step(x)
        lp = logits - torch.logsumexp(logits, dim=-1, keepdim=True)
        lp = lp + torch.FloatTensor([h["lp"] for h in active]).view(-1, 1)
        V = lp.shape[1]
        flat = lp.reshape(-1)
        vals, idx = torch.sort(flat, descending=True)
        cands = list(frozen)
        for v, i in zip(vals[:n_beams - len(frozen)], idx[:n_beams]):
            if torch.isinf(v):
                break
            p, w = int(i) // V, int(i) % V
            cands.append(dict(seq=active[p]["seq"] + [w], lp=float(v), fin=(w == end)))
        cands = sorted(cands, key=lambda h: h["lp"], reverse=True)
        hyps = cands[:n_beams]
        t += 1
    out = []
    for h in hyps:
        gen = torch.tensor(h["seq"][1:])
        out.append((gen, torch.tensor(h["lp"] / (len(gen) ** length_penalty))))
    out.sort(key=lambda p: p[1].item(), reverse=True)
    return out
