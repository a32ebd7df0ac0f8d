"""One running program, driven from outside: a request goes in, one answer is waited for, limits are watched meanwhile.

Everything that comes back is treated as made by the program itself. Outside the time that somebody waits for an answer
the process is frozen, so it can neither compute ahead nor disturb what is measured.
"""

import contextlib
import os
import secrets
import select
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import numpy as np

from runner import ending
from runner.harness import codec
from runner.plain import Plain, Table
from runner.process import HarnessProcess
from runner.report import Figure, Limits
from runner.sandbox import Answered, Outcome, Program, Raised, Remains, SandboxError, Stopped
from runner.shown import KINDS, Gathered, without_addresses

MAX_FIGURES = 8
MAX_PNG_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 6_000
"""Largest width and height of a figure."""

_TICK_MS = 20
_READ_BYTES = 1 << 16
"""What a pipe holds. Asking for more only makes Python take and give back more memory each time."""
_FINISH_SECONDS = 10.0
_COMPUTING_SHARE = 0.1
"""A program that got more of the clock's time than this was computing, not waiting."""
_PATIENCE = 3.0
"""How many times its wall limit a computing program is waited for beyond it; its CPU limit is what should end it."""
_PNG_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


class _Output:
    """What a program prints on one stream: the beginning is kept, the rest is counted."""

    def __init__(self, keep_bytes: int) -> None:
        self._keep = keep_bytes
        self._kept = bytearray()
        self.n_bytes = 0

    def add(self, data: bytes) -> None:
        self.n_bytes += len(data)
        self._kept += data[: max(0, self._keep - len(self._kept))]

    @property
    def truncated(self) -> bool:
        return self.n_bytes > len(self._kept)

    def text(self) -> str:
        if self.truncated:
            # Do not end in half a character.
            return self._kept.decode("utf-8", "ignore" if _ends_inside_a_character(self._kept) else "replace")
        return self._kept.decode("utf-8", "replace")


def _ends_inside_a_character(data: bytearray) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


class HarnessBox:
    """A `runner.sandbox.Box` over a harness process that is ready and has no program yet.

    `scratch_mount`: where inside the process its own scratch file system lies; None when it has none of its own.
    """

    def __init__(self, process: HarnessProcess, program: Program, limits: Limits, *, scratch_mount: str | None) -> None:
        self._process = process
        self._program = program
        self._limits = limits
        self._scratch_mount = scratch_mount
        self._streams = {
            process.stdout: _Output(limits.output_kib * 1024),
            process.stderr: _Output(limits.output_kib * 1024),
        }
        self._open_streams = set(self._streams)
        self._any_answer = select.poll()
        self._any_answer.register(process.answers, select.POLLIN)
        self._poll = select.poll()
        for descriptor in (process.answers, *self._streams):
            self._poll.register(descriptor, select.POLLIN)
        self._received = bytearray()
        self._figures: list[Figure] = []
        self._shown = Gathered()
        self._wall_spent = 0.0
        self._asked_at = 0.0
        self._next_look = time.monotonic() + _TICK_MS / 1000
        """When limits are looked at again; kept between questions, so that many short ones count like a long one."""
        self._loaded = False
        self._stopped: Stopped | None = None
        self._remains: Remains | None = None
        self.on_tick: Callable[[], None] = _go_on
        """See `runner.sandbox.Ticking`."""
        process.start_clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def load(self) -> Outcome:
        """Execute the program's file."""
        self._expect_open()
        if self._loaded:
            raise SandboxError("A program is loaded once.")
        self._loaded = True
        self._stopped = ending.unreadable(self._program.source)
        if self._stopped is not None:
            return self._stopped
        return self._ask(
            {
                "do": "load",
                "source": self._program.source,
                "as_main": self._program.as_main,
                "seed": self._program.seed,
                "driver": self._program.driver,
                "files": {name: _bytes_as_array(name, data) for name, data in self._program.files.items()},
                "limits": self._inner_limits(),
            }
        )

    def call(self, entry: str, args: Sequence[Plain] = (), kwargs: Mapping[str, Plain] | None = None) -> Outcome:
        """Call a function that the file defined."""
        self._expect_open()
        if not self._loaded:
            raise SandboxError("A program is loaded before it is called.")
        return self._ask({"do": "call", "entry": entry, "args": list(args), "kwargs": dict(kwargs or {})})

    def run_own_tests(self) -> Outcome:
        """Run the doctests and test functions of a file that ran as the main program."""
        self._expect_open()
        if not self._loaded or not self._program.as_main:
            raise SandboxError("Own tests are run after the file was, as the main program.")
        outcome = self._ask({"do": "own_tests"})
        self._shown.end_testing(outcome if isinstance(outcome, Stopped) else None)
        return outcome

    def close(self) -> Remains:
        """Collect output and figures and end the process."""
        if self._remains is not None:
            return self._remains
        try:
            if self._loaded and self._stopped is None and self._program.profile == "science":
                self._ask({"do": "finish"}, wall_seconds=_FINISH_SECONDS)
            self._process.kill()
            self._drain_rest()
        finally:
            self._process.close()
        self._remains = self._collected()
        return self._remains

    def cpu_ms_so_far(self) -> int | None:
        """CPU time of the program since it was handed over, in milliseconds."""
        return round(self._process.cpu_seconds() * 1000)

    def _collected(self) -> Remains:
        stdout, stderr = self._streams.values()
        return Remains(
            stdout=stdout.text(),
            stderr=stderr.text(),
            truncated=stdout.truncated or stderr.truncated,
            figures=tuple(self._figures),
            cpu_ms=self.cpu_ms_so_far(),
            peak_memory_mib=self._process.peak_memory_mib(),
            tables=self._shown.tables,
            warnings=self._shown.warnings,
            own_tests=self._shown.own_tests,
        )

    def _expect_open(self) -> None:
        if self._remains is not None:
            raise SandboxError("The box is closed.")

    def _inner_limits(self) -> dict[str, Plain]:
        return {
            "cpu_seconds": float(self._limits.cpu_seconds),
            "address_space_bytes": self._process.address_space_bytes() + self._limits.memory_mib * 2**20,
            "file_bytes": self._limits.scratch_mib * 2**20,
            # Inside walls the kernel counts for this sandbox alone; without walls it would count all of the user's.
            "processes": self._limits.processes if self._scratch_mount is not None else 0,
        }

    def _ask(self, request: dict[str, Plain], wall_seconds: float | None = None) -> Outcome:
        """Send one request and wait for its answer."""
        if self._stopped is not None:
            return self._stopped
        nonce = secrets.token_hex(16)
        try:
            buffers = codec.encode({**request, "nonce": nonce}, codec.MAX_REQUEST_BYTES, _columns_of)
        except codec.NotPlain as error:
            raise SandboxError(f"What was to be handed to the program is {error}.") from error
        if self._program.profile != "science" and _holds_table(request):
            raise SandboxError(
                f"A table was to be handed to a program that has no pandas; its profile is `{self._program.profile}`."
            )
        self._asked_at = time.monotonic()
        allowed = self._limits.wall_seconds - self._wall_spent
        deadline = self._asked_at + (allowed if wall_seconds is None else min(wall_seconds, max(allowed, 1.0)))
        if self._has_unasked_data():
            return self._stop(ending.forged())
        unsent = [memoryview(buffer).cast("B") for buffer in buffers]
        # What the pipe takes at once is there before the process wakes, so that it wakes but once.
        is_sent = not self._write(unsent)
        self._process.thaw()
        answer = self._exchange(None if is_sent else unsent, nonce, deadline)
        if not self._process.is_locked:
            raise SandboxError(f"The process was not ready for a program. {self._why_not(answer)}".rstrip())
        if isinstance(answer, Stopped):
            return self._stop(answer)
        self._process.freeze()
        self._wall_spent += time.monotonic() - self._asked_at
        return self._outcome(answer)

    def _why_not(self, answer: dict[str, Any] | Stopped) -> str:
        """Say what a harness that could not close its door had to say, in its answer or on its error stream."""
        self._process.kill()
        self._drain_rest()
        told = answer.message if isinstance(answer, Stopped) else str(answer.get("message", ""))
        return f"{told} {list(self._streams.values())[1].text()}".strip()

    def _stop(self, stopped: Stopped) -> Stopped:
        self._process.kill()
        self._stopped = stopped
        return stopped

    def _has_unasked_data(self) -> bool:
        """Look for bytes that came without a question; the process is frozen, so this cannot be raced."""
        return bool(self._received) or any(event & select.POLLIN for _, event in self._any_answer.poll(0))

    def _exchange(self, unsent: list[memoryview] | None, nonce: str, deadline: float) -> dict[str, Any] | Stopped:
        """Write the rest of the request, read until its answer is whole, drain the output, and watch the limits."""
        if unsent is not None:
            self._poll.register(self._process.requests, select.POLLOUT)
        while True:
            for descriptor, _ in self._poll.poll(_TICK_MS):
                if descriptor == self._process.answers:
                    answer = self._read_answer(nonce)
                    if answer is not None:
                        return answer
                elif descriptor != self._process.requests:
                    self._drain(descriptor)
                elif unsent is None or not self._write(unsent):
                    self._poll.unregister(descriptor)
            now = time.monotonic()
            if now >= self._next_look:
                self._next_look = now + _TICK_MS / 1000
                self.on_tick()
                stopped = self._over_a_limit(now, deadline)
                if stopped is not None:
                    return stopped

    def _over_a_limit(self, now: float, deadline: float) -> Stopped | None:
        if any(output.n_bytes > ending.MAX_OUTPUT_BYTES for output in self._streams.values()):
            return ending.output_limit()
        if self._process.cpu_seconds() > self._limits.cpu_seconds:
            return ending.cpu_limit(self._limits)
        if now > deadline and (self._is_idle(now) or now > deadline + _PATIENCE * self._limits.wall_seconds):
            return ending.wall_limit(self._limits)
        if self._process.n_threads() > self._limits.processes:
            return ending.too_many_threads(self._limits)
        mount = self._scratch_mount
        if mount is not None and self._process.n_scratch_files(mount) > ending.MAX_SCRATCH_FILES:
            return ending.too_many_files()
        return None

    def _is_idle(self, now: float) -> bool:
        """Tell code that waits from code that computes on a machine too busy to let it: only the first has to stop."""
        waited = self._wall_spent + now - self._asked_at
        return self._process.cpu_seconds() < _COMPUTING_SHARE * waited

    def _write(self, unsent: list[memoryview]) -> bool:
        """Write what the pipe takes. False when all is written or nobody reads."""
        try:
            while unsent:
                n_bytes = os.write(self._process.requests, unsent[0])
                unsent[0] = unsent[0][n_bytes:]
                if not unsent[0]:
                    unsent.pop(0)
        except BlockingIOError:
            return True
        except BrokenPipeError:
            unsent.clear()
        return False

    def _read_answer(self, nonce: str) -> dict[str, Any] | Stopped | None:
        """Read what is there. None when the answer is not whole yet."""
        try:
            data = os.read(self._process.answers, _READ_BYTES)
        except BlockingIOError:
            return None
        if not data:
            gone = self._process.has_ended(1.0)
            return ending.ended(self._process.exit_code if gone else None, self._process.cpu_seconds(), self._limits)
        self._received += data
        while len(self._received) >= codec.HEADER.size:
            (size,) = codec.HEADER.unpack_from(self._received)
            if size > codec.MAX_ANSWER_BYTES:
                return ending.forged()
            end = codec.HEADER.size + size
            if len(self._received) < end:
                return None
            frame = bytes(memoryview(self._received)[codec.HEADER.size : end])
            del self._received[:end]
            answer = self._understand(frame, nonce)
            if answer is not None:
                return answer
        return None

    def _understand(self, frame: bytes, nonce: str) -> dict[str, Any] | Stopped | None:
        """Decode a frame. None when it was something shown, of which any number may come before the answer."""
        try:
            answer = codec.decode(frame, Table)
        except codec.BadBytes:
            return ending.forged()
        if type(answer) is not dict:
            return ending.forged()
        kind, said = answer.get("kind"), answer.get("nonce")
        # Types first: an array compares itself with each text, and a list cannot be looked up.
        if type(kind) is not str or type(said) is not str or said != nonce:
            return ending.forged()
        if not self._process.is_locked:
            # No line of the program has run yet, so this is the harness speaking.
            self._process.is_locked = kind == "locked"
            return None if self._process.is_locked else answer
        if kind == "figure":
            self._keep_figure(answer)
            return None
        if kind in KINDS:
            self._shown.keep(answer)
            return None
        return answer

    def _keep_figure(self, answer: dict[str, Any]) -> None:
        figure = figure_from_claims(answer.get("title"), answer.get("png"))
        if figure is not None and len(self._figures) < MAX_FIGURES:
            self._figures.append(figure)

    def _outcome(self, answer: dict[str, Any]) -> Outcome:
        """Turn an answer into an outcome, believing nothing but its plain values."""
        match answer:
            case {"kind": "answered", "value": value, **rest}:
                changed = rest.get("changed", [])
                if type(changed) is list and all(type(name) is str for name in changed):
                    return Answered(value, tuple(changed))
            case {
                "kind": "raised",
                "type_name": str(name),
                "message": str(message),
                "traceback": str(trace),
                "line": line,
            }:
                return Raised(
                    name[:100], without_addresses(message[:4_000]), without_addresses(trace[:20_000]), _line(line)
                )
            case {"kind": "memory", "line": line}:
                return self._stop(ending.memory_limit(self._limits, _line(line)))
            case {"kind": "forbidden", "message": str(message), "line": line}:
                return self._stop(ending.refused(message[:4_000], _line(line)))
        return self._stop(ending.forged())

    def _drain(self, stream: int) -> None:
        """Read some output, and watch a stream that is at its end no longer."""
        try:
            data = os.read(stream, _READ_BYTES)
        except BlockingIOError:
            return
        self._streams[stream].add(data)
        if not data:
            self._open_streams.discard(stream)
            self._poll.unregister(stream)

    def _drain_rest(self) -> None:
        """Read what is left in the pipes of a process that is gone; whoever may still hold them is not waited for."""
        for stream in tuple(self._open_streams):
            with contextlib.suppress(BlockingIOError):
                while self._streams[stream].n_bytes <= ending.MAX_OUTPUT_BYTES + (1 << 20):
                    data = os.read(stream, 1 << 16)
                    self._streams[stream].add(data)
                    if not data:
                        break


def _go_on() -> None:
    """Nobody watches: the wait goes on."""


def figure_from_claims(title: object, png: object) -> Figure | None:
    """Check what is said to be a figure: a PNG by its first bytes, of a size that a page can show; else None."""
    if type(title) is not str or type(png) is not np.ndarray or png.dtype != np.uint8 or png.ndim != 1:
        return None
    data = png.tobytes()
    if not len(_PNG_HEAD) + 8 <= len(data) <= MAX_PNG_BYTES or not data.startswith(_PNG_HEAD):
        return None
    width, height = struct.unpack_from(">II", data, len(_PNG_HEAD))
    if not (0 < width <= MAX_PIXELS and 0 < height <= MAX_PIXELS):
        return None
    return Figure(title=title[:200], png=data, width=width, height=height)


def _line(value: object) -> int | None:
    return value if type(value) is int and 0 < value < 2**31 else None


def _columns_of(value: object) -> Mapping[str, Any] | None:
    return value.columns if isinstance(value, Table) else None


def _holds_table(value: object) -> bool:
    if isinstance(value, Table):
        return True
    if isinstance(value, dict):
        return any(_holds_table(item) for item in value.values())
    return isinstance(value, (list, tuple)) and any(_holds_table(item) for item in value)


def _bytes_as_array(name: str, data: bytes) -> Plain:
    if name in ("", ".", "..") or "/" in name or "\0" in name:
        raise SandboxError(f"{name!r} is not a plain file name.")
    return np.frombuffer(data, dtype=np.uint8)
