"""The client of compare-tls.py that opens a TLS connection for each request, with or without resumption of a session.

Version, cipher and group are those of the configuration of OpenSSL (OPENSSL_CONF). The certificate is not verified: that
is the client's CPU time. The result is a line of JSON after a line that begins with @, as that of count.lua.
"""
import argparse
import json
import re
import socket
import ssl
import threading
import time


def context():
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    return made


def response(connection):
    """Reads to the end of the content, as clients do: not every server closes the connection then."""
    received, end = bytearray(), None
    while end is None or len(received) < end:
        data = connection.recv(1 << 16)
        if not data:
            break
        received += data
        if end is None and (head := received.find(b"\r\n\r\n")) >= 0:
            length = re.search(rb"\r\ncontent-length: *(\d+)", received[:head], re.I)
            end = head + 4 + int(length[1]) if length else float("inf")
    return received


def exchange(tls, port, path, session=None):
    """A request on a new connection: what was negotiated, the session, and the response."""
    with socket.create_connection(("127.0.0.1", port), 10) as plain:
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with tls.wrap_socket(plain, server_hostname="localhost", session=session) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            received = response(connection)
            negotiated = {"protocol": connection.version(), "cipher": connection.cipher()[0], "resumed": connection.session_reused}
            return negotiated, connection.session, received


def check(port, path):
    """What two connections negotiate, the second of which offers the session of the first."""
    tls = context()
    _, session, _ = exchange(tls, port, path)
    negotiated, _, received = exchange(tls, port, path, session)
    head, _, body = received.partition(b"\r\n\r\n")
    return {**negotiated, "status": int(head.split(b" ", 2)[1]), "length": len(body)}


class Load:
    """Connections one after another, by several threads at a time."""

    def __init__(self, args):
        self.args, self.times, self.errors, self.lock = args, [], 0, threading.Lock()
        self.tls = context()

    def connect(self, end):
        args, wanted, session = self.args, self.args.handshake == "resumed", None
        times, errors, prepared = [], 0, not wanted
        while time.monotonic() < end:
            began = time.monotonic()
            try:
                negotiated, made, received = exchange(self.tls, args.port, args.path, session)
            except OSError:
                errors += 1
                continue
            if prepared and (negotiated["resumed"] != wanted or not received.startswith(b"HTTP/1.1 200")):
                errors += 1
            session, prepared = made if wanted else None, True
            times.append(time.monotonic() - began)
        with self.lock:
            self.times += times
            self.errors += errors

    def run(self):
        began = time.monotonic()
        threads = [threading.Thread(target=self.connect, args=(began + self.args.seconds,)) for _ in range(self.args.connections)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        times = sorted(self.times)
        return {"requests": len(times), "seconds": time.monotonic() - began, "errors": self.errors,
                "p99": 1000 * times[len(times) * 99 // 100] if times else 0}


def main():
    parser = argparse.ArgumentParser(description="Opens a TLS connection for each request.")
    parser.add_argument("port", type=int)
    parser.add_argument("path")
    parser.add_argument("--check", action="store_true", help="print what is negotiated")
    parser.add_argument("--handshake", choices=["full", "resumed"], default="full")
    parser.add_argument("--connections", type=int, default=8, help="at a time")
    parser.add_argument("--seconds", type=float, default=1)
    args = parser.parse_args()
    print("\n@" + json.dumps(check(args.port, args.path) if args.check else Load(args).run()))


if __name__ == "__main__":
    main()
