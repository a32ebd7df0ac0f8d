import torch


def beam_search(step, start, end, n_beams=4, max_length=20, length_penalty=1.0):
    beam = [(torch.tensor([start]), torch.tensor(0.0))]
    for _ in range(max_length):
        if all(len(tokens) > 1 and tokens[-1] == end for tokens, _ in beam):
            break
        candidates = []
        for tokens, total in beam:
            if len(tokens) > 1 and tokens[-1] == end:
                candidates.append((tokens, total))
                continue
            log_p = torch.log_softmax(step(tokens[None])[0], dim=0)
            for token in range(len(log_p)):
                if log_p[token] > -torch.inf:
                    candidates.append((torch.cat([tokens, torch.tensor([token])]), total + log_p[token]))
        candidates.sort(key=lambda c: c[1].item(), reverse=True)
        beam = candidates[:n_beams]
    found = [(tokens[1:], total / (len(tokens) - 1) ** length_penalty) for tokens, total in beam]
    return sorted(found, key=lambda pair: -pair[1].item())
