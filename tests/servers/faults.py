"""What can happen to an answer on the wire. Each is given to `Server.faults`, and used up by one request."""

import gzip
import socket
import struct
import time

from tests.servers.wire import Reply, send

DRIPS, DRIP_SECONDS = 3_000, 0.02


def status(code, **headers):
    """Another status, without a body."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: send(handler, Reply(code, b"", told))


def too_many(retry_after=None):
    """429 as a gateway says it, with or without Retry-After."""
    headers = {"Content-Type": "text/html"} | ({"Retry-After": str(retry_after)} if retry_after is not None else {})
    return lambda handler, _: send(handler, Reply(429, b"<html>429 Too Many Requests</html>", headers))


def page(body, code=200, **headers):
    """Something else under a good status: an error page, nothing, a login form."""
    return lambda handler, _: send(handler, Reply(code, body, {"Content-Type": "text/html"} | headers))


def redirect(to):
    return lambda handler, _: send(handler, Reply(302, b"", {"Location": to}))


def raw(handler, head, body=b""):
    handler.wfile.write(head.encode() + b"\r\n\r\n" + body)
    handler.wfile.flush()
    handler.close_connection = True


def reset_before_headers(handler, _):
    hang_up(handler)


def reset_mid_body(handler, reply):
    """Half the body, then a TCP reset."""
    raw(handler, f"HTTP/1.1 200 OK\r\nContent-Length: {len(reply.body)}", reply.body[: len(reply.body) // 2])
    hang_up(handler)


def too_short(handler, reply):
    """A Content-Length that is longer than what comes."""
    raw(handler, f"HTTP/1.1 200 OK\r\nContent-Length: {len(reply.body) + 10}", reply.body)


def cut_without_length(handler, reply):
    """No length is said, and the connection is closed after half the body."""
    raw(handler, "HTTP/1.1 200 OK\r\nConnection: close", reply.body[: len(reply.body) // 2])


def chunks_without_end(handler, reply):
    """A chunked body without the chunk that ends it."""
    chunk = f"{len(reply.body):x}\r\n".encode() + reply.body + b"\r\n"
    raw(handler, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close", chunk)


def chunked(handler, reply):
    """A chunked body, whole: not a fault."""
    half = len(reply.body) // 2
    parts = [reply.body[:half], reply.body[half:]]
    body = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts if part) + b"0\r\n\r\n"
    raw(handler, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close", body)


def packed(handler, reply):
    """gzip that was not asked for, whole: not a fault."""
    body = gzip.compress(reply.body, mtime=0)
    raw(handler, f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}", body)


def truncated_gzip(handler, reply):
    """gzip without its end, under a length that fits."""
    body = gzip.compress(reply.body, mtime=0)[:-12]
    raw(handler, f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}", body)


def bomb(size):
    """gzip that unpacks to so many bytes."""

    def fault(handler, _):
        body = gzip.compress(bytes(size), mtime=0)
        raw(handler, f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}", body)

    return fault


def drip(left, head=None):
    """A body, or a header, that comes byte by byte for a minute, never silent for long.

    `left` is an Event: set where the one who asked hangs up before the end.
    """

    def fault(handler, _):
        handler.close_connection = True
        try:
            handler.connection.sendall(head or f"HTTP/1.1 200 OK\r\nContent-Length: {DRIPS}\r\n\r\n".encode())
            for _ in range(DRIPS):
                handler.connection.sendall(b"a")
                time.sleep(DRIP_SECONDS)
        except OSError:
            left.set()

    return fault


def drip_headers(left):
    """A status line and then a header that never ends."""
    return drip(left, b"HTTP/1.1 200 OK\r\nX-Slow: ")


def silent(handler, _):
    """Nothing at all, until the one who asked hangs up."""
    handler.close_connection = True
    handler.connection.recv(1)


def hang_up(handler):
    """A TCP reset instead of an orderly end."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True
