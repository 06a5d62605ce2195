"""A requests adapter whose wait for a connection, status line and headers ends, however slowly they drip.

A socket's own time limit starts anew with each byte, so a host that sends one byte a minute is never late; nor is a
proxy that is asked for a tunnel.
"""

import socket
import threading
from contextlib import suppress
from typing import Any

import requests.adapters
import urllib3.connection
import urllib3.connectionpool


class DeadlineAdapter(requests.adapters.HTTPAdapter):
    """Shuts the socket when headers are not complete after `seconds`; the read then fails like any broken one."""

    def __init__(self, seconds: float) -> None:
        class Plain(urllib3.connection.HTTPConnection):
            def connect(self) -> None:
                with _shut_after(self, seconds):
                    super().connect()

            def getresponse(self) -> Any:
                with _shut_after(self, seconds):
                    return super().getresponse()

        class Secure(Plain, urllib3.connection.HTTPSConnection):
            """The same, over TLS."""

        plain = type("PlainPool", (urllib3.connectionpool.HTTPConnectionPool,), {"ConnectionCls": Plain})
        secure = type("SecurePool", (urllib3.connectionpool.HTTPSConnectionPool,), {"ConnectionCls": Secure})
        self._pools = {"http": plain, "https": secure}
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        """As in requests, with connections that keep the deadline."""
        super().init_poolmanager(*arguments, **named)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        """The same for connections through an HTTP proxy, which requests gives a pool of their own."""
        manager = super().proxy_manager_for(proxy, **named)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = self._pools
        return manager


class _shut_after:  # noqa: N801 - read as a verb in `with`
    def __init__(self, connection: urllib3.connection.HTTPConnection, seconds: float) -> None:
        self._connection = connection
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _shut(self) -> None:
        if isinstance(self._connection.sock, socket.socket):
            with suppress(OSError):  # it ended by itself just now
                self._connection.sock.shutdown(socket.SHUT_RDWR)
