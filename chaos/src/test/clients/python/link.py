"""A server to be proxied, and what is seen through a proxy."""

import json
import socket
import threading
import time

PATIENCE_SECONDS = 60


def shown(value):
    """Makes proxies, toxics and bytes printable."""
    if isinstance(value, bytes):
        return value.decode().strip()
    if hasattr(value, "__dict__"):
        return shown(vars(value))
    if isinstance(value, dict):
        return {key: shown(member) for key, member in value.items()}
    if isinstance(value, list):
        return [shown(member) for member in value]
    return value


def show(step, call):
    """Prints one step and what came of it, so that runs against two servers can be compared."""
    try:
        value = call()
    except Exception as failure:  # whatever a client makes of an answer belongs to what is compared
        print("%s: error %s %s" % (step, type(failure).__name__, " ".join(str(shown(part)) for part in failure.args)))
        return None
    print("%s: %s" % (step, json.dumps(shown(value), sort_keys=True)))
    return value


def echo():
    """Answers every connection with what it is sent; returns where."""
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
