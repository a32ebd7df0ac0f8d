"""One small step of each thing in the profiles' libraries that is slow the first time and quick from then on.

Done in a warm parent, on numbers that give no warning, so that no program finds anything changed but the speed.
"""

import warnings

import numpy as np


def fit_once() -> None:
    """Fit, cluster, split, tabulate and read a table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _fit()
        _tabulate()


def _fit() -> None:
    from sklearn.cluster import KMeans
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
    from sklearn.linear_model import LinearRegression, LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import cross_val_score, train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    inputs = np.linspace(-1.0, 1.0, 80).reshape(40, 2)
    labels = np.arange(40) % 2
    train, test, train_labels, test_labels = train_test_split(inputs, labels, random_state=0, stratify=labels)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(train, train_labels)
    roc_auc_score(test_labels, model.predict_proba(test)[:, 1])
    cross_val_score(LinearRegression(), inputs, labels, cv=2)
    KMeans(2, n_init=1, random_state=0).fit(inputs)
    RandomForestClassifier(2, random_state=0).fit(inputs, labels)
    HistGradientBoostingClassifier(max_iter=1).fit(inputs, labels).predict(inputs)


def _tabulate() -> None:
    import io

    import pandas as pd
    from scipy import optimize, stats

    frame = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": ["x", "y", "x"]})
    again = pd.read_csv(io.StringIO(frame.to_csv(index=False)))
    str(again.groupby("b").mean().merge(again, on="b").describe())
    optimize.minimize(lambda x: float(x @ x), np.ones(2))
    stats.ttest_ind([1.0, 2.0, 3.0], [2.0, 3.0, 5.0])


def train_once() -> None:
    """Make a small network, train it for a step with what people train with, keep it and read it back."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _train()
        _attend()


def _train() -> None:
    import io

    import torch
    from torch import nn
    from torch.utils.data import DataLoader, TensorDataset

    inputs, labels = torch.linspace(-1.0, 1.0, 512).reshape(4, 2, 8, 8), torch.tensor([0, 1, 0, 1])
    model = nn.Sequential(
        nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(), nn.Linear(27, 2)
    )
    for optimizer in (torch.optim.Adam(model.parameters()), torch.optim.SGD(model.parameters(), 0.1, momentum=0.9)):
        for batch, targets in DataLoader(TensorDataset(inputs, labels), batch_size=2, shuffle=True):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(batch), targets).backward()
            optimizer.step()
    kept = io.BytesIO()
    torch.save(model.state_dict(), kept)
    kept.seek(0)
    model.load_state_dict(torch.load(kept))
    str(model(inputs))


def _attend() -> None:
    import torch
    from torch import nn

    words = nn.Embedding(5, 8)(torch.arange(4).reshape(1, 4))
    nn.TransformerEncoderLayer(8, 2, batch_first=True)(words).sum().backward(retain_graph=True)
    nn.LSTM(8, 4, batch_first=True)(words)[0].sum().backward()
    torch.linalg.svd(torch.eye(8))
    torch.einsum("ij,jk->ik", torch.eye(8), torch.eye(8))


def tokenise_once() -> None:
    """Run a few words through a tokeniser and a small transformer: most of it is imported at its first use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _tokenise()


def _tokenise() -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

    vocabulary = {"[PAD]": 0, "[UNK]": 1, "a": 2, "##b": 3}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]")
    batch = fast([["ab", "a"], ["a"]], is_split_into_words=True, padding=True, return_tensors="pt")
    small = BertConfig(vocab_size=4, hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8)
    model = BertForTokenClassification(small)
    model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits.sum().backward()
