"""The warm parent of the default back-end without a single wall, as a script: `bare_parent.py SITE CONTROL PROFILE`.

What is left is a process that imported the libraries and forks for each run, and the harness that answers. It is what
the walls' cost is measured against, so it runs the product's own code with the steps that build walls taken out.
"""

import os
import sys
from pathlib import Path

sys.path.append(sys.argv[1])
sys.path.insert(0, str(Path(__file__).parents[1] / "runner"))

from harness import isolate, lock, warm_parent

del sys.path[0]


def _nothing(*_: object, **__: object) -> None:
    """Build no wall."""


def _locks(_limits: object, **_: object) -> bool:
    """Set no limit and no filter."""
    return True


isolate.close_devices = isolate.lay_scratch = isolate.resize_scratch = isolate.drop_scratch = _nothing  # type: ignore[assignment]
isolate.expect_alone = isolate.move_on = isolate.settle = isolate.hide = _nothing  # type: ignore[assignment]
isolate.clone = lambda _: os.fork()  # type: ignore[assignment]
lock.enclose = lock.begin_rules = _nothing  # type: ignore[assignment]
lock.lock = _locks  # type: ignore[assignment]

if __name__ == "__main__":
    warm_parent.main(sys.argv[2:])
