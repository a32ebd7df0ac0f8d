"""What a program finds of Hugging Face's libraries in every sandbox back-end. Without them these tests are skipped."""

import importlib.util
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from runner import backends
from runner.report import Limits
from runner.sandbox import Answered, Program, Raised, Sandbox

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
    pytest.mark.skipif(
        importlib.util.find_spec("transformers") is None, reason="no transformers found (`make torch` installs it)"
    ),
]

BACK_ENDS = ("warm-fork", "gvisor", "bubblewrap")
LIMITS = Limits(cpu_seconds=20, wall_seconds=60, memory_mib=1024)
SOURCE = """
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import AutoTokenizer, BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

def word_pieces():
    tokenizer = Tokenizer(models.WordPiece({"[PAD]": 0, "[UNK]": 1, "a": 2, "##b": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]")

def batch(words):
    found = word_pieces()(words, is_split_into_words=True, padding=True, return_tensors="pt")
    return found["input_ids"], [found.word_ids(row) for row in range(len(words))]

def pairs_merged(texts):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=9, show_progress=False))
    return tokenizer.encode("abab").tokens

def scores(ids):
    torch.manual_seed(0)
    sizes = {"vocab_size": 4, "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2}
    model = BertForTokenClassification(BertConfig(**sizes, intermediate_size=8, num_labels=3)).eval()
    return model(torch.from_numpy(ids)).logits

def download():
    return AutoTokenizer.from_pretrained("bert-base-uncased")
"""


def _back_end(kind: backends.Kind):
    missing = backends.what_is_missing(kind.name)
    return pytest.param(kind, id=kind.name, marks=pytest.mark.skipif(bool(missing), reason=f"{missing} is not there"))


@pytest.fixture(scope="module", params=[_back_end(kind) for kind in backends.ALL if kind.name in BACK_ENDS])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with request.param.make(1) as back_end:
        yield back_end


def test_tokenisers_and_a_model_made_on_the_spot_work(sandbox: Sandbox):
    with sandbox.open(Program(SOURCE, profile="transformers"), LIMITS) as box:
        assert isinstance(box.load(), Answered)
        tokenised = box.call("batch", ([["ab", "a"], ["a", "ab", "c"]],))
        merged = box.call("pairs_merged", (["abab abab"],))
        scored = [box.call("scores", (np.array([[2, 3, 2]]),)) for _ in range(2)]
        remains = box.close()
    assert isinstance(tokenised, Answered)
    assert isinstance(merged, Answered)
    ids, word_ids = tokenised.value
    np.testing.assert_array_equal(ids, [[2, 3, 2, 0], [2, 2, 3, 1]])
    assert word_ids == [[0, 0, 1, None], [0, 1, 1, 2]]
    assert merged.value == ["abab"]
    assert all(isinstance(outcome, Answered) and outcome.value.shape == (1, 3, 3) for outcome in scored)
    np.testing.assert_array_equal(scored[0].value, scored[1].value)
    assert remains.stderr == ""


def test_a_model_that_would_have_to_be_downloaded_is_refused_in_words(sandbox: Sandbox):
    with sandbox.open(Program(SOURCE, profile="transformers"), LIMITS) as box:
        assert isinstance(box.load(), Answered)
        outcome = box.call("download", ())
    assert isinstance(outcome, Raised)
    assert "offline" in outcome.message.lower() or "connect" in outcome.message.lower()
