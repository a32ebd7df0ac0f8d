import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5):
    out = np.zeros(x.shape)
    means, variances = [], []
    for c in range(x.shape[1]):
        values = x[:, c].astype(float)
        mu, var = running_mean[c], running_var[c]
        if training:
            mu, var = np.mean(values), np.var(values)
            means.append(running_mean[c] * (1 - momentum) + mu * momentum)
            variances.append(running_var[c] * (1 - momentum) + np.var(values, ddof=1) * momentum)
        else:
            means.append(mu)
            variances.append(var)
        out[:, c] = (values - mu) / np.sqrt(var + eps) * gamma[c] + beta[c]
    return out, np.array(means), np.array(variances)
