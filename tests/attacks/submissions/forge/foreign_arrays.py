# class: forge
# success: an object that only claims to be an array is read where it says, at any address
import numpy as np

class Interface:
    def __init__(self, n): self.n = n
    @property
    def __array_interface__(self): return {"shape": (self.n,), "typestr": "<f8", "data": (0x10, False), "version": 3}
    __array_struct__ = 7
    def __dlpack__(self, **kwargs): return None
    def __dlpack_device__(self): return (1, 0)
    def __buffer__(self, flags): return memoryview(b"")
    def __len__(self): return self.n
    def __index__(self): return self.n
    def __float__(self): return 0.0

def solve(x):
    return [Interface(5), {"a": Interface(5)}, (Interface(5),)]
