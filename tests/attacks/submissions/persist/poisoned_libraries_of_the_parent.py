# class: persist
# success: what was imported before the fork is changed in place, deeply, and the next run works with it
import ctypes, gc, sys
import numpy as np

gc.unfreeze()
gc.disable()
sys.set_int_max_str_digits(0)
np.set_printoptions(precision=1, threshold=1)
np.random.seed(99)
np.seterr(all="raise")
for module in [module for name, module in sys.modules.items() if name.startswith(("numpy", "json", "os", "harness")) and module]:
    for name, value in list(vars(module).items()):
        code = getattr(value, "__code__", None)
        if code is not None and not name.startswith("__"):
            try:
                value.__defaults__ = None
                value.__doc__ = "{{mark}}"
            except (AttributeError, TypeError):
                pass
address = id(np.float64) + 24
ctypes.memmove(address, ctypes.string_at(address, 8), 8)

def solve(x):
    return 0
