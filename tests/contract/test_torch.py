"""What a program finds of PyTorch in every sandbox back-end. Without PyTorch these tests are skipped by name."""

import importlib.util
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from runner import backends
from runner.plain import Table
from runner.report import Limits, Verdict
from runner.sandbox import Answered, Program, Raised, Sandbox, SandboxError, Stopped

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
    pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="no PyTorch found (`make torch` installs it)"),
]

BACK_ENDS = ("warm-fork", "gvisor", "bubblewrap", "unwalled")
LIMITS = Limits(cpu_seconds=5, wall_seconds=30, memory_mib=512)


def _back_end(kind: backends.Kind):
    missing = backends.what_is_missing(kind.name)
    return pytest.param(kind, id=kind.name, marks=pytest.mark.skipif(bool(missing), reason=f"{missing} is not there"))


@pytest.fixture(scope="module", params=[_back_end(kind) for kind in backends.ALL if kind.name in BACK_ENDS])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with request.param.make(1) as back_end:
        yield back_end


def outcome_of(sandbox: Sandbox, source: str, *args, limits: Limits = LIMITS, seed: int = 0):
    with sandbox.open(Program(source, profile="torch", seed=seed), limits) as box:
        outcome = box.load()
        if isinstance(outcome, Answered):
            outcome = box.call("f", args)
        return outcome, box.close()


def answer(sandbox: Sandbox, source: str, *args, seed: int = 0):
    outcome, remains = outcome_of(sandbox, source, *args, seed=seed)
    assert isinstance(outcome, Answered), outcome
    assert remains.stderr == ""
    return outcome.value


def test_arrays_become_tensors_and_tensors_arrays(sandbox: Sandbox):
    source = """
import torch
def f(x):
    t = torch.from_numpy(x)
    return t * 2, t.to(torch.int64), t.sum().item(), {"row": [t[0], t[0, 0]]}
"""
    x = np.arange(6, dtype=np.float32).reshape(2, 3)
    doubled, whole, total, parts = answer(sandbox, source, x)
    assert doubled.dtype == np.float32
    assert doubled.tolist() == (x * 2).tolist()
    assert whole.dtype == np.int64
    assert total == 15.0
    assert parts["row"][0].tolist() == [0.0, 1.0, 2.0]
    assert np.asarray(parts["row"][1]).tolist() == 0.0


def test_a_module_goes_forward_and_backward(sandbox: Sandbox):
    source = """
import torch
from torch import nn
class Linear(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.weight = nn.Parameter(torch.from_numpy(weight))
    def forward(self, x):
        return x @ self.weight
def f(weight, x):
    model = Linear(weight)
    out = model(torch.from_numpy(x))
    (out ** 2).sum().backward()
    return out.detach().numpy(), model.weight.grad.numpy()
"""
    rng = np.random.default_rng(0)
    weight, x = rng.normal(size=(3, 2)), rng.normal(size=(5, 3))
    out, gradient = answer(sandbox, source, weight, x)
    np.testing.assert_allclose(out, x @ weight, rtol=1e-12)
    np.testing.assert_allclose(gradient, 2 * x.T @ (x @ weight), rtol=1e-12)


TRAINING = """
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
x = torch.randn(64, 4)
y = (x.sum(1, keepdim=True) > 0).float()
def f():
    model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Dropout(0.1), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    losses = []
    for _ in range(10):
        for batch, target in DataLoader(TensorDataset(x, y), batch_size=16, shuffle=True, num_workers=0):
            optimizer.zero_grad()
            loss = nn.functional.binary_cross_entropy_with_logits(model(batch), target)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses
"""


def test_training_learns_and_repeats_to_the_last_bit(sandbox: Sandbox):
    losses = answer(sandbox, TRAINING, seed=3)
    assert np.mean(losses[-4:]) < 0.5 * np.mean(losses[:4])
    assert answer(sandbox, TRAINING, seed=3) == losses
    assert answer(sandbox, TRAINING, seed=4) != losses


def test_the_first_step_of_an_optimizer_is_not_on_the_programs_time(sandbox: Sandbox):
    # Uncached, what the first step imports takes seconds.
    limits = Limits(cpu_seconds=1, wall_seconds=30, memory_mib=512)
    step = "import torch\ndef f():\n    p = torch.nn.Parameter(torch.ones(2))\n    o = torch.optim.Adam([p])\n"
    step += "    p.sum().backward()\n    o.step()\n    return p.detach().numpy()"
    outcome, _ = outcome_of(sandbox, step, limits=limits)
    assert isinstance(outcome, Answered)
    np.testing.assert_allclose(outcome.value, 1 - 1e-3, rtol=1e-6)


def test_batches_are_made_in_the_programs_own_process_whatever_was_asked_for(sandbox: Sandbox):
    source = """
from torch import arange
from torch.utils.data import DataLoader, TensorDataset
def f():
    loader = DataLoader(TensorDataset(arange(5)), batch_size=2, num_workers=2, prefetch_factor=4, drop_last=True,
                        persistent_workers=True)
    return [batch[0].tolist() for batch in loader], loader.num_workers
"""
    assert answer(sandbox, source) == ([[0, 1], [2, 3]], 0)


def test_convolution_and_attention_are_what_they_should_be(sandbox: Sandbox):
    source = """
import torch
from torch.nn import functional as F
def f(image, kernel, words):
    i, k, w = (torch.from_numpy(a) for a in (image, kernel, words))
    return F.conv2d(i[None, None], k[None, None])[0, 0].numpy(), F.scaled_dot_product_attention(w, w, w).numpy()
"""
    rng = np.random.default_rng(1)
    image, kernel, words = rng.normal(size=(6, 5)), rng.normal(size=(3, 2)), rng.normal(size=(1, 4, 8))
    convolved, attended = answer(sandbox, source, image, kernel, words)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    np.testing.assert_allclose(convolved, (windows * kernel).sum((2, 3)), rtol=1e-10)
    scores = np.exp(words[0] @ words[0].T / np.sqrt(8))
    np.testing.assert_allclose(attended[0], scores / scores.sum(1, keepdims=True) @ words[0], rtol=1e-10)


def test_a_model_is_kept_in_scratch_and_read_back(sandbox: Sandbox):
    source = """
import torch
from torch import nn
def f():
    first, second = nn.LSTM(3, 4), nn.LSTM(3, 4)
    torch.save(first.state_dict(), "model.pt")
    second.load_state_dict(torch.load("model.pt"))
    return all(torch.equal(a, b) for a, b in zip(first.parameters(), second.parameters()))
"""
    assert answer(sandbox, source) is True


def test_compiling_is_refused_in_words_and_tracing_is_not(sandbox: Sandbox):
    compiled = "import torch\n@torch.compile\ndef g(x): return x + 1\ndef f(): return g(torch.ones(2)).numpy()"
    outcome, _ = outcome_of(sandbox, compiled)
    assert isinstance(outcome, Stopped)
    assert outcome.verdict is Verdict.FORBIDDEN
    assert "torch.compile starts a compiler" in outcome.message
    traced = compiled.replace("@torch.compile", "@torch.jit.script")
    assert answer(sandbox, traced.replace("(x)", "(x: torch.Tensor)", 1)).tolist() == [2.0, 2.0]


def test_unwritten_memory_has_the_same_content_each_time(sandbox: Sandbox):
    assert np.isnan(answer(sandbox, "import torch\ndef f(): return torch.empty(3).numpy()")).all()


def test_an_operation_without_a_repeatable_form_elsewhere_works_here_without_a_word(sandbox: Sandbox):
    source = "import torch\ndef f(): return torch.zeros(3).put_(torch.tensor([1]), torch.tensor([2.0])).numpy()"
    assert answer(sandbox, source).tolist() == [0.0, 2.0, 0.0]


THREADS = """
import torch, threading
def f(n):
    before = torch.get_num_threads(), torch.get_num_interop_threads(), threading.active_count()
    torch.set_num_threads(n)
    torch.set_num_interop_threads(min(n, 2))
    x = torch.linspace(0, 1, 490_000).reshape(700, 700)
    return before, torch.get_num_threads(), threading.active_count(), float((x.exp() @ x).sum())
"""


def test_there_is_one_thread_whatever_was_asked_for(sandbox: Sandbox):
    alone = answer(sandbox, THREADS, 1)
    assert alone[:3] == ((1, 1, 1), 1, 1)
    # More threads would add up in another order.
    assert answer(sandbox, THREADS, 16) == alone


def test_threads_beyond_any_machine_are_refused_in_words(sandbox: Sandbox):
    outcome, _ = outcome_of(sandbox, THREADS, 5_000)
    assert isinstance(outcome, Stopped)
    assert outcome.verdict is Verdict.FORBIDDEN
    assert "torch.set_num_threads(5000) asks for too many threads. In here there is one" in outcome.message
    assert "line 5" in outcome.message
    outcome, _ = outcome_of(sandbox, THREADS, 0)
    assert isinstance(outcome, Raised)
    assert "positive" in outcome.message


def test_memory_that_is_not_there_is_a_memory_limit_with_its_figure(sandbox: Sandbox):
    source = "import torch\ndef f(n):\n    return float(torch.ones(n, dtype=torch.uint8)[-1])"
    fits, _ = outcome_of(sandbox, source, 300 * 2**20)
    assert fits == Answered(1.0)
    outcome, _ = outcome_of(sandbox, source, 700 * 2**20)
    assert isinstance(outcome, Stopped)
    assert outcome.verdict is Verdict.MEMORY_LIMIT
    assert "512 MiB" in outcome.message
    assert "line 3" in outcome.message


def test_a_runtime_error_of_another_kind_stays_an_error_of_the_program(sandbox: Sandbox):
    outcome, _ = outcome_of(sandbox, "import torch\ndef f(): return torch.ones(2, 3) @ torch.ones(2, 3)")
    assert isinstance(outcome, Raised)
    assert "shapes cannot be multiplied" in outcome.message


def test_the_profile_has_numpy_and_pytorch_and_no_tables(sandbox: Sandbox):
    source = """
def f():
    found = []
    for name in ("numpy", "torch", "pandas", "scipy", "sklearn", "matplotlib", "msgspec", "fastapi", "question_bank"):
        try:
            __import__(name)
        except ModuleNotFoundError:
            continue
        found.append(name)
    return found
"""
    assert answer(sandbox, source) == ["numpy", "torch"]
    with sandbox.open(Program("def f(t): return 1", profile="torch"), LIMITS) as box:
        box.load()
        with pytest.raises(SandboxError, match="pandas"):
            box.call("f", (Table({"a": np.zeros(1)}),))


def test_every_plain_tensor_crosses_with_its_values_and_its_own_dtype(sandbox: Sandbox):
    source = """
import torch
def f():
    x = torch.arange(6.0).reshape(2, 3)
    return {
        "graph": x.clone().requires_grad_() * 2, "parameter": torch.nn.Parameter(x), "turned": x.T, "every": x[:, ::2],
        "spread": torch.ones(1).expand(3), "negated": torch._neg_view(x[0]), "scalar": x.sum(),
        "none": torch.empty(0, 2), "bfloat16": x[0].bfloat16(), "half": x[0].half(), "double": x[0].double(),
        "truth": x[0] > 0,
        "byte": x[0].to(torch.uint8), "small": x[0].to(torch.int8),
    }
"""
    x = np.arange(6.0, dtype=np.float32).reshape(2, 3)
    expected = {
        "graph": x * 2, "parameter": x, "turned": x.T, "every": x[:, ::2], "spread": np.ones(3, np.float32),
        "negated": -x[0], "scalar": np.array(15, np.float32), "none": np.zeros((0, 2), np.float32),
        "bfloat16": x[0], "half": x[0].astype(np.float16), "double": x[0].astype(np.float64), "truth": x[0] > 0,
        "byte": x[0].astype(np.uint8), "small": x[0].astype(np.int8),
    }  # fmt: skip
    values = answer(sandbox, source)
    assert list(values) == list(expected)
    for name, value in expected.items():
        assert (values[name].dtype, values[name].shape) == (value.dtype, value.shape), name
        np.testing.assert_array_equal(values[name], value, err_msg=name)


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ("torch.eye(2).to_sparse()", "a sparse tensor"),
        ("torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)", "a quantized tensor"),
        ("torch.ones(2, dtype=torch.complex64)", "a complex tensor"),
        ("torch.nn.Linear(1, 1)", "a module of PyTorch"),
    ],
)
def test_what_cannot_cross_is_said(sandbox: Sandbox, made: str, says: str):
    source = f"import torch, warnings\nwarnings.simplefilter('ignore')\ndef f(): return {made}"
    outcome, _ = outcome_of(sandbox, source)
    assert isinstance(outcome, Raised)
    assert says in outcome.message
