"""Drives a server of Toxiproxy's API with the Python client from PyPI."""

import socket
import sys
import threading
import time

from toxiproxy import Toxiproxy
from toxiproxy.exceptions import InvalidToxic, NotFound, ProxyExists

PATIENCE_SECONDS = 60


def echo():
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(connection):
        with connection:
            try:
                while data := connection.recv(4096):
                    connection.sendall(data)
            except OSError:
                pass

    def accept():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return "127.0.0.1:%d" % listener.getsockname()[1]


def round_trip(listen, text):
    """Sends a text; returns what comes back, and after how many seconds."""
    host, port = listen.rsplit(":", 1)
    began = time.monotonic()
    with socket.create_connection((host, int(port)), PATIENCE_SECONDS) as connection:
        connection.sendall(text.encode())
        answer = b""
        while len(answer) < len(text) and (data := connection.recv(4096)):
            answer += data
    return answer.decode(), time.monotonic() - began


def raises(kind, call):
    try:
        call()
    except kind:
        return
    raise AssertionError("no %s" % kind.__name__)


def main(api):
    host, port = api.rsplit(":", 1)
    client = Toxiproxy()
    client.update_api_consumer(host, int(port))
    upstream = echo()
    assert client.reset()
    assert b"2.12.0" in client.version()

    proxy = client.create(upstream=upstream, name="python")
    raises(ProxyExists, lambda: client.create(upstream=upstream, name="python"))
    assert client.get_proxy("none") is None
    assert client.get_proxy("python").upstream == upstream
    assert round_trip(proxy.listen, "clean")[0] == "clean"

    proxy.add_toxic(name="slow", type="latency", attributes={"latency": 200, "jitter": 0})
    raises(InvalidToxic, lambda: proxy.add_toxic(type="bogus"))
    raises(ProxyExists, lambda: proxy.add_toxic(name="slow", type="latency"))
    assert round_trip(proxy.listen, "slow")[1] >= 0.2
    assert proxy.get_toxic("slow").attributes["latency"] == 200
    assert proxy.destroy_toxic("slow")
    raises(NotFound, lambda: proxy.destroy_toxic("slow"))

    proxy.add_toxic(type="limit_data", stream="downstream", attributes={"bytes": 3})
    assert round_trip(proxy.listen, "12345")[0] == "123"
    assert client.reset()
    assert proxy.toxics() == {}

    with proxy.down():
        raises(ConnectionRefusedError, lambda: round_trip(proxy.listen, "x"))
    assert round_trip(proxy.listen, "enabled")[0] == "enabled"

    client.populate([{"name": "python-2", "listen": "127.0.0.1:0", "upstream": upstream}])
    assert {"python", "python-2"} <= set(client.proxies())
    client.destroy_all()
    raises(NotFound, proxy.destroy)


main(sys.argv[1])
