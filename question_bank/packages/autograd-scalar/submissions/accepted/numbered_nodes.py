import heapq
import itertools

import numpy as np

_counter = itertools.count()


class Value:
    __slots__ = ("data", "grad", "number", "inputs", "slopes")

    def __init__(self, data, inputs=(), slopes=()):
        self.data, self.grad = data, 0
        self.number = next(_counter)
        self.inputs, self.slopes = inputs, slopes

    def _two(self, other, number, slope, slope_of_other):
        if isinstance(other, Value):
            return Value(number, (self, other), (slope, slope_of_other))
        return Value(number, (self,), (slope,))

    @staticmethod
    def _number(other):
        return other.data if isinstance(other, Value) else other

    def __add__(self, other):
        return self._two(other, self.data + self._number(other), 1, 1)

    def __sub__(self, other):
        return self._two(other, self.data - self._number(other), 1, -1)

    def __mul__(self, other):
        number = self._number(other)
        return self._two(other, self.data * number, number, self.data)

    def __truediv__(self, other):
        number = self._number(other)
        return self._two(other, self.data / number, 1 / number, -self.data / (number * number))

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return Value(other - self.data, (self,), (-1,))

    def __rtruediv__(self, other):
        return Value(other / self.data, (self,), (-other / (self.data * self.data),))

    def __pow__(self, other):
        return Value(self.data**other, (self,), (other * self.data ** (other - 1),))

    def __neg__(self):
        return Value(-self.data, (self,), (-1,))

    def exp(self):
        e = np.exp(self.data)
        return Value(e, (self,), (e,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def relu(self):
        return Value(np.maximum(self.data, 0), (self,), (np.heaviside(self.data, 0),))

    def backward(self):
        self.grad = self.grad + 1
        queue, known = [(-self.number, self)], {self.number}
        while queue:
            node = heapq.heappop(queue)[1]
            for part, slope in zip(node.inputs, node.slopes):
                part.grad = part.grad + node.grad * slope
                if part.number not in known:
                    known.add(part.number)
                    heapq.heappush(queue, (-part.number, part))
