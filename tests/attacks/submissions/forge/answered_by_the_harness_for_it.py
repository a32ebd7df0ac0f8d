# class: forge
# success: parts of our own code inside are replaced, and what they then say is believed
import sys

def solve(x):
    for name, module in list(sys.modules.items()):
        if name.startswith("harness"):
            for attribute in ("to_plain", "encode", "fingerprint", "_fingerprints", "_fingerprint", "attempt"):
                if hasattr(module, attribute):
                    setattr(module, attribute, lambda *args, **kwargs: {})
    return 0
