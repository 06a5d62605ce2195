"""A real HTTP server on loopback that answers as a service does, and fails as it is told to."""

import json
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Asked:
    method: str
    path: str
    query: dict
    headers: dict
    body: bytes


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)

    @classmethod
    def json(cls, told, status=200):
        return cls(status, json.dumps(told, ensure_ascii=False).encode(), {"Content-Type": "application/json"})


class Server:
    """Runs a service: a callable from `Asked` to `Reply`. `faults` are used up one by one, oldest first; None is none.

    A fault is a callable from (handler, reply) that writes to the wire itself.
    """

    def __init__(self, service):
        self.service = service
        self.faults = deque()
        self.asked = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True

            def answer(self):
                parts = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked = Asked(self.command, parts.path, parse_qs(parts.query), dict(self.headers), body)
                outer.asked.append(asked)
                reply = outer.service(asked)
                fault = outer.faults.popleft() if outer.faults else None
                if fault:
                    fault(self, reply)
                else:
                    send(self, reply)

            do_GET = do_POST = answer  # noqa: N815

            def log_message(self, *_):
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # a client that has had enough of a fault hangs up

        self._http = Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self):
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._http.shutdown()
        self._http.server_close()


def send(handler, reply):
    handler.send_response(reply.status)
    for name, value in ({"Content-Length": str(len(reply.body))} | reply.headers).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(reply.body)
    handler.wfile.flush()
