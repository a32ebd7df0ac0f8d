"""A server of OpenAI's protocol on loopback whose answers a test decides: good, late, cut off, garbage, refused."""

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """How one request is answered."""

    pieces: Iterable[str] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait_seconds: float = 0.0
    """Before anything is sent."""
    between_seconds: float = 0.0
    finish: str = "stop"
    cut: bool = False
    """The connection ends without a finish."""
    raw: bytes | None = None
    """Sent in place of events."""
    delta: dict[str, Any] | None = None


Answer = Callable[[dict[str, Any]], Reply]


def says(text: str, **more: Any) -> Reply:
    """An answer in two pieces."""
    half = len(text) // 2
    return Reply((text[:half], text[half:]), **more)


class ModelServer:
    """`requests` holds what was asked, in order."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.requests: list[dict[str, Any]] = []
        self.n_open = 0
        self.released = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["content-length"])))
                server.requests.append({**request, "_path": self.path, "_key": self.headers.get("authorization", "")})
                server.n_open += 1
                try:
                    self._reply(request, server.answer(request))
                except OSError:
                    self.close_connection = True
                finally:
                    server.n_open -= 1

            def log_message(self, *args: Any) -> None:
                pass

            def _reply(self, request: dict[str, Any], reply: Reply) -> None:
                server.released.wait(reply.wait_seconds) if reply.wait_seconds else None
                self.close_connection = True
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("connection", "close")
                if reply.status != 200 or reply.raw is not None:
                    body = reply.raw if reply.raw is not None else b'{"error": {"message": "no", "type": "x"}}'
                    self.send_header("content-type", "application/json")
                    self.send_header("content-length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                    return
                self.send_header("content-type", "text/event-stream")
                self.end_headers()
                self._event(delta={"role": "assistant", "content": ""})
                for piece in reply.pieces:
                    self._event(delta={"content": piece})
                    time.sleep(reply.between_seconds)
                if reply.delta is not None:
                    self._event(delta=reply.delta)
                if reply.cut:
                    return
                self._event(delta={}, finish=reply.finish)
                if request.get("stream_options", {}).get("include_usage"):
                    self._event(usage={"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18})
                self.wfile.write(b"data: [DONE]\n\n")

            def _event(
                self, *, delta: dict[str, Any] | None = None, finish: str | None = None, usage: Any = None
            ) -> None:
                choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
                chunk = {
                    "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "loopback-1",
                    "choices": choices, "usage": usage,
                }  # fmt: skip
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                self.wfile.flush()

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def model_server(answer: Answer) -> Iterator[ModelServer]:
    server = ModelServer(answer)
    try:
        yield server
    finally:
        server.close()
