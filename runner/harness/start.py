"""The script that the sandbox's interpreter runs: `start.py HARNESS_PARENT SITE MODULE [ARGUMENT …]`."""

import importlib
import sys

if __name__ == "__main__":
    parent, packages, module, *rest = sys.argv[1:]
    sys.path.append(packages)
    sys.path.insert(0, parent)
    loaded = importlib.import_module(f"harness.{module}")
    # The harness is loaded; its folder need not stay importable under the program.
    sys.path.remove(parent)
    import site

    # Without the site module's search for packages, but with the `exit` and `help` that people expect.
    site.setquit()
    site.sethelper()
    loaded.main(rest)
