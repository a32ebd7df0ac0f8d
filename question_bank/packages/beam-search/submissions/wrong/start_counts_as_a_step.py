import torch


def beam_search(step, start, end, n_beams=4, max_length=20, length_penalty=1.0):
    sequences = torch.tensor([[start]])
    totals = torch.zeros(1)
    ended = []
    for _ in range(max_length - 1):
        if not len(sequences):
            break
        scores = totals[:, None] + step(sequences).log_softmax(dim=-1)
        n_open, n_tokens = scores.numel(), scores.shape[1]
        pool = torch.cat([scores.flatten(), torch.tensor([total for _, total in ended])])
        best, places = pool.topk(min(n_beams, len(pool)))
        still_ended, going_on, going_totals = [], [], []
        for total, place in zip(best.tolist(), places.tolist()):
            if total == -torch.inf:
                continue
            if place >= n_open:
                still_ended.append(ended[place - n_open])
                continue
            tokens = sequences[place // n_tokens].tolist() + [place % n_tokens]
            if tokens[-1] == end:
                still_ended.append((tokens, total))
            else:
                going_on.append(tokens)
                going_totals.append(total)
        ended = still_ended
        sequences, totals = torch.tensor(going_on), torch.tensor(going_totals)
    found = ended + list(zip(sequences.tolist(), totals.tolist()))
    scored = [(tokens[1:], total / (len(tokens) - 1) ** length_penalty) for tokens, total in found]
    return sorted(scored, key=lambda pair: pair[1], reverse=True)
