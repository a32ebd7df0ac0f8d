"""A warm Jupyter kernel under the same load: it is started once, keeps its state, and has no walls."""

import subprocess
import time

from bench.load import GIVEN, N_CALLS, SOURCE, Run
from runner.sandbox import Profile

_IMPORTS = {
    "numpy": "import numpy",
    "science": "import numpy, pandas, scipy, sklearn.linear_model, matplotlib.pyplot",
    "torch": "import numpy, torch",
}
_SECONDS = 60.0


class Kernel:
    """One kernel, asked to execute the file and then the calls, one message each; answers come as text."""

    def __init__(self, profile: Profile) -> None:
        from jupyter_client.manager import KernelManager

        self._manager = KernelManager()
        # It warns that it listens on TCP without encryption.
        self._manager.start_kernel(stderr=subprocess.DEVNULL)
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=_SECONDS)
        self._execute(_IMPORTS[profile])
        self._execute(f"import numpy as np; given = np.array({GIVEN.tolist()})")

    @property
    def pids(self) -> list[int]:
        """The kernel's process."""
        return [self._manager.provisioner.pid]

    def run(self) -> Run:
        """Execute the file and call its function until the last answer is in hand."""
        started = time.perf_counter()
        self._execute(SOURCE)
        for _ in range(N_CALLS):
            self._execute("print(softmax(given).tolist())")
        elapsed = time.perf_counter() - started
        return Run(elapsed, elapsed)

    def _execute(self, code: str) -> None:
        reply = self._client.execute_interactive(code, timeout=_SECONDS, output_hook=lambda _: None)
        if reply["content"]["status"] != "ok":
            raise SystemExit(f"The kernel failed: {reply['content']}")

    def close(self) -> None:
        """End the kernel."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)


def is_installed() -> bool:
    """Whether there is a kernel to start, and what talks to it."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("ipykernel", "jupyter_client"))
