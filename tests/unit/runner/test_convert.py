"""Answers that are no plain data yet: what becomes an array, and in which words the rest is refused."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from runner.harness.codec import NotPlain
from runner.harness.convert import to_plain


class Tensor:
    """As much of a PyTorch tensor as is asked of one."""

    layout = "strided"
    is_quantized = False
    dtype = "float32"

    def __init__(self, values, **changed):
        self._values = np.asarray(values)
        vars(self).update(changed)

    def is_complex(self):
        return self._values.dtype.kind == "c"

    def detach(self):
        return self

    def cpu(self):
        return self

    def float(self):
        return Tensor(self._values.astype(np.float32))

    def resolve_neg(self):
        return self

    def numpy(self):
        if self.dtype == "bfloat16":
            raise TypeError
        return self._values


class Module:
    """Stands for `torch.nn.Module`."""


@pytest.fixture
def torch(monkeypatch):
    module = SimpleNamespace(Tensor=Tensor, strided="strided", bfloat16="bfloat16", nn=SimpleNamespace(Module=Module))
    monkeypatch.setitem(sys.modules, "torch", module)


@pytest.mark.usefixtures("torch")
def test_a_tensor_becomes_an_array_of_its_own():
    values = np.arange(3.0)
    back = to_plain({"loss": Tensor(values)})["loss"]
    assert type(back) is np.ndarray
    assert back.tolist() == [0, 1, 2]
    assert not np.shares_memory(back, values)
    assert to_plain(Tensor([1.5], dtype="bfloat16")).tolist() == [1.5]


@pytest.mark.usefixtures("torch")
@pytest.mark.parametrize(
    ("value", "says"),
    [
        (Tensor([1.0], layout="sparse"), "a sparse tensor"),
        (Tensor([1.0], is_quantized=True), "a quantized tensor"),
        (Tensor([1j]), "a complex tensor"),
        (Module(), "a module of PyTorch"),
    ],
)
def test_what_of_pytorch_cannot_cross_is_said(value, says):
    with pytest.raises(NotPlain, match=says):
        to_plain(value)


def test_a_value_that_holds_itself_is_named_and_one_that_is_there_twice_is_not():
    shared = [1]
    assert to_plain([shared, shared]) == [[1], [1]]
    around: dict[str, object] = {}
    around["me"] = [around]
    with pytest.raises(NotPlain, match="a dict that holds itself"):
        to_plain(around)
