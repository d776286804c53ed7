"""The client of compare-http2.py that loads a page of 80 resources, over one connection of HTTP/2 or six of HTTP/1.1.

As a browser does, it requests the page first, and its other resources when it has been received: over HTTP/2 all of them at once, as
far as the server allows; over HTTP/1.1 one after another on each connection. Each page is loaded over new connections, without
resumption of sessions. The content is compared in length.

The sizes are in the range of those of a page with scripts, styles, images and fonts, of 2 MiB in total.
"""
import argparse
import contextlib
import json
import queue
import socket
import struct
import threading
import time

import tls_client

KINDS = {
    "html": [32_000],
    "css": [48_000, 22_000, 12_000, 8_000, 5_000, 3_000],
    "js": [180_000, 120_000, 92_000, 64_000, 48_000, 40_000, 33_000, 28_000, 24_000, 20_000,
           16_000, 14_000, 11_000, 9_000, 7_000, 5_000, 4_000, 3_000, 2_000, 1_000],
    "jpg": [210_000, 150_000, 120_000, 96_000, 80_000, 66_000, 54_000, 45_000, 38_000, 32_000,
            27_000, 23_000, 20_000, 17_000, 15_000, 13_000, 11_000, 9_500, 8_000, 7_000,
            6_000, 5_000, 4_400, 3_800, 3_200, 2_600, 2_000, 1_600, 1_200, 800],
    "svg": [6_000, 4_000, 3_000, 2_400, 1_900, 1_500, 1_200, 1_000, 800, 700, 600, 500, 450, 400, 350, 300],
    "woff2": [44_000, 32_000, 28_000, 20_000],
    "json": [12_000, 4_000, 1_000],
}

# The page first.
PAGE = [(f"/page/{number}.{kind}", size) for kind, sizes in KINDS.items() for number, size in enumerate(sizes)]
CONNECTIONS = 6
TIMEOUT = 30

DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
END_STREAM, ACK, END_HEADERS, PADDED = 1, 1, 4, 8
ENABLE_PUSH, MAX_CONCURRENT_STREAMS, INITIAL_WINDOW_SIZE = 2, 3, 4
WINDOW = 15 << 20


class Unexpected(OSError):
    """A response that is not the expected one."""


def make_page(root):
    for path, size in PAGE:
        file = root / path[1:]
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"p" * size)


def frame(kind, flags, stream, payload):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def literal(text):
    return bytes([len(text)]) + text.encode()


class Http2Connection:
    """A connection of HTTP/2 that requests resources and counts the bytes of each."""

    def __init__(self, connection, scheme, port):
        self.connection, self.input = connection, bytearray()
        # RFC 7541 appendix A: :method GET, :scheme http or https, then literals of :authority and :path.
        self.head = bytes([0x82, 0x87 if scheme == "https" else 0x86, 0x01]) + literal(f"localhost:{port}") + b"\x04"
        self.fields = b""  # after these
        self.pending, self.open, self.stream, self.limit, self.loaded = [], {}, 1, 100, 0
        settings = struct.pack(">HIHI", ENABLE_PUSH, 0, INITIAL_WINDOW_SIZE, WINDOW)
        connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(SETTINGS, 0, 0, settings)
                           + frame(WINDOW_UPDATE, 0, 0, struct.pack(">I", WINDOW)))

    def load(self, resources):
        """Requests resources and reads all of them."""
        self.pending, wanted = list(resources), self.loaded + len(resources)
        self.request()
        while self.loaded < wanted:
            data = self.connection.recv(1 << 16)
            if not data:
                raise Unexpected("the connection was closed")
            self.input += data
            self.receive()

    def request(self):
        output = bytearray()
        while self.pending and len(self.open) < self.limit:
            path, size = self.pending.pop(0)
            output += frame(HEADERS, END_STREAM | END_HEADERS, self.stream, self.head + literal(path) + self.fields)
            self.open[self.stream] = size
            self.stream += 2
        if output:
            self.connection.sendall(output)

    def receive(self):
        """The complete frames that have been read."""
        position = 0
        while len(self.input) >= position + 9:
            length = int.from_bytes(self.input[position:position + 3], "big")
            end = position + 9 + length
            if len(self.input) < end:
                break
            kind, flags, stream = struct.unpack_from(">BBI", self.input, position + 3)
            self.handle(kind, flags, stream, bytes(self.input[position + 9:end]))
            position = end
        del self.input[:position]
        self.request()

    def handle(self, kind, flags, stream, payload):
        if kind in (RST_STREAM, GOAWAY):
            raise Unexpected(f"frame {kind} of stream {stream}: {payload.hex()}")
        if kind == SETTINGS and not flags & ACK:
            for name, value in struct.iter_unpack(">HI", payload):
                if name == MAX_CONCURRENT_STREAMS:
                    self.limit = value
            self.connection.sendall(frame(SETTINGS, ACK, 0, b""))
        if kind == PING and not flags & ACK:
            self.connection.sendall(frame(PING, ACK, 0, payload))
        if kind == DATA:
            self.open[stream] -= len(payload) - (payload[0] + 1 if flags & PADDED else 0)
        if kind in (DATA, HEADERS) and flags & END_STREAM:
            if self.open.pop(stream):
                raise Unexpected(f"stream {stream} has another length")
            self.loaded += 1


class Client:
    """Loads the page over and over, each time over new connections."""

    def __init__(self, args):
        self.args = args
        self.tls = tls_client.context() if args.scheme == "https" else None
        if self.tls:
            self.tls.set_alpn_protocols(["http/1.1" if args.http1 else "h2"])

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.args.port), TIMEOUT)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if not self.tls:
            return plain
        connection = self.tls.wrap_socket(plain, server_hostname="localhost")
        # A server without ALPN is one of HTTP/1.1.
        if (connection.selected_alpn_protocol() or "http/1.1") != ("http/1.1" if self.args.http1 else "h2"):
            connection.close()
            raise Unexpected(f"ALPN: {connection.selected_alpn_protocol()}")
        return connection

    def load(self):
        if self.args.http1:
            self.load_http1()
            return
        with self.connect() as connection:
            http2 = Http2Connection(connection, self.args.scheme, self.args.port)
            http2.load(PAGE[:1])
            http2.load(PAGE[1:])

    def load_http1(self):
        resources, failures = queue.SimpleQueue(), []
        for resource in PAGE[1:]:
            resources.put(resource)

        def load_others(connection):
            try:
                with connection or self.connect() as kept, contextlib.suppress(queue.Empty):
                    while True:
                        self.exchange(kept, *resources.get_nowait())
            except OSError as failure:
                failures.append(failure)

        first = self.connect()
        self.exchange(first, *PAGE[0])
        threads = [threading.Thread(target=load_others, args=(first if number == 0 else None,)) for number in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]

    def exchange(self, connection, path, size):
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{self.args.port}\r\n\r\n".encode())
        received = tls_client.response(connection)
        head, _, body = received.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200") or len(body) != size:
            raise Unexpected(f"another response to {path}: {bytes(head[:100])}, {len(body)} bytes")

    def run(self):
        began, times, errors = time.monotonic(), [], 0
        while time.monotonic() < began + self.args.seconds or not times and not errors:
            start = time.monotonic()
            try:
                self.load()
                times.append(time.monotonic() - start)
            except OSError as failure:
                print(failure)
                errors += 1
        times.sort()
        return {"requests": len(times), "seconds": time.monotonic() - began, "errors": errors,
                "p99": 1000 * times[len(times) * 99 // 100] if times else 0}


def main():
    parser = argparse.ArgumentParser(description="Loads a page of 80 resources, each time over new connections.")
    parser.add_argument("port", type=int)
    parser.add_argument("--scheme", choices=["http", "https"], default="https")
    parser.add_argument("--http1", action="store_true", help="over six connections of HTTP/1.1")
    parser.add_argument("--seconds", type=float, default=0, help="at least; one page by default")
    print("\n@" + json.dumps(Client(parser.parse_args()).run()))


if __name__ == "__main__":
    main()
