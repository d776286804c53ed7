#!/usr/bin/env python3
"""Measures what idle connections cost: heap and resident memory for each, and which classes the heap consists of.

    ./mvnw -q -B -DskipTests package
    python3 benchmarks/idle-connections.py                                10,000 connections over TLS, on nio
    python3 benchmarks/idle-connections.py --plain                        without TLS
    python3 benchmarks/idle-connections.py --http2                        HTTP/2, whose request leaves five fields in the HPACK table
    python3 benchmarks/idle-connections.py --java JDK25/bin/java --connections 2000 --top 40

Each connection has completed a handshake and one request for a file of 1 KiB. 1,000 connections are opened and closed first, so
that classes, compiled code and pools are there before, and the young generation is resident. The heap is that of live objects
(jcmd GC.class_histogram), resident memory is VmRSS. The JVM has the options of bin/roundhouse, but no archive of classes.
The memory of the sockets in the kernel is not included. Needs Linux, openssl, a JDK of the same user, and two descriptors for
each connection, one in each process.
"""
import argparse
import pathlib
import resource
import socket
import ssl
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import page_client
from compare_servers import JAR, Certificate, tls_options
from jvm_memory import histogram, status

LAUNCHER = ["-XX:+UseSerialGC", "-Xmn16m", "-Djdk.reflect.useNativeAccessorOnly=true", "-XX:CompileThresholdScaling=3",
            "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseCompactObjectHeaders"]
REQUEST = b"GET /1k.bin HTTP/1.1\r\nHost: localhost\r\n\r\n"

# The static table has the names of these fields at these indices (RFC 7541 appendix A).
AUTHORITY, PATH, ACCEPT, ACCEPT_ENCODING, USER_AGENT = 1, 4, 19, 16, 58
INDEXED = 0x40


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--java", default="java", help="the Java that runs the server")
    parser.add_argument("--option", action="append", default=[], help="of the JVM, after those of bin/roundhouse; repeatable")
    parser.add_argument("--transport", default="nio")
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--plain", action="store_true", help="without TLS")
    parser.add_argument("--http2", action="store_true", help="HTTP/2; with --plain by prior knowledge")
    parser.add_argument("--hold", type=int, default=0, metavar="SECONDS", help="keep them open after the measurement, to look at the JVM")
    parser.add_argument("--top", type=int, default=20, metavar="CLASSES", help="how many classes are printed")
    return parser.parse_args()


def command(options, directory, root, port):
    certificate = None if options.plain else Certificate(directory)
    return [options.java, *LAUNCHER, *options.option, "-jar", str(JAR), "--quiet", "--log-level=warn", "--directory", str(root), f"--port={port}",
            f"--transport={options.transport}", f"--max-connections={options.connections + 1500}", "--idle-timeout=1h",
            f"--max-connections-per-ip={options.connections + 1500}", *tls_options(certificate),
            *(["--h2c"] if options.http2 and options.plain else [])]


def connect(options, port, tls):
    """Returns a connection with one exchange behind it."""
    connection = socket.create_connection(("127.0.0.1", port), 30)
    if tls:
        connection = tls.wrap_socket(connection, server_hostname="localhost")
    if options.http2:
        exchange_http2(connection, "https" if tls else "http", port)
    else:
        exchange_http1(connection)
    return connection


def exchange_http1(connection):
    connection.sendall(REQUEST)
    received = b""
    while b"\r\n\r\n" not in received or len(received.partition(b"\r\n\r\n")[2]) < 1 << 10:
        data = connection.recv(1 << 14)
        if not data:
            raise SystemExit("the server closes connections")
        received += data
    if not received.startswith(b"HTTP/1.1 200"):
        raise SystemExit(received.partition(b"\r\n")[0].decode())


def indexed(name, value):
    return bytes([INDEXED | name]) + page_client.literal(value)


def exchange_http2(connection, scheme, port):
    client = page_client.Http2Connection(connection, scheme, port)
    # Fields that are added to the tables of both sides (RFC 7541 section 6.2.1).
    client.head = client.head[:2] + indexed(AUTHORITY, "localhost") + bytes([INDEXED | PATH])
    client.fields = indexed(ACCEPT, "text/html,*/*;q=0.8") + indexed(ACCEPT_ENCODING, "gzip, deflate, br") + indexed(
        USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) Browser/1.0")
    client.load([("/1k.bin", 1 << 10)])


def context(options):
    if options.plain:
        return None
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    if options.http2:
        made.set_alpn_protocols(["h2"])
    return made


def await_server(server, port):
    for _ in range(1200):
        if server.poll() is not None:
            raise SystemExit("the server does not start")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server does not listen")


def is_open(connection):
    """Whether the peer has not closed a connection."""
    connection.settimeout(0)
    try:
        return bool(connection.recv(1))
    except (BlockingIOError, ssl.SSLWantReadError):
        return True
    except OSError:
        return False


def measure(server):
    """Live objects by class and resident memory in KiB, after a collection."""
    time.sleep(2)
    objects = histogram(server.pid)
    return objects, status(server.pid)[0]


def report(options, before, after, still_open):
    count = options.connections
    heap = (sum(size for _, size in after[0].values()) - sum(size for _, size in before[0].values())) / count
    print(f"{still_open} of {count} connections are open, each after one request")
    print(f"heap: {heap:.0f} bytes of live objects for each")
    print(f"resident memory: {(after[1] - before[1]) / count:.1f} KiB more for each "
          f"({before[1] / 1024:.0f} and {after[1] / 1024:.0f} MiB)")
    print("\n| class | objects for each | bytes for each |\n|---|---|---|")
    grown = {name: (number - before[0].get(name, (0, 0))[0], size - before[0].get(name, (0, 0))[1])
             for name, (number, size) in after[0].items()}
    for name, (number, size) in sorted(grown.items(), key=lambda entry: -entry[1][1])[:options.top]:
        print(f"| {name} | {number / count:.2f} | {size / count:.1f} |")


def main():
    options = parse()
    limit = options.connections + 2000
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, max(limit, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        root = directory / "site"
        root.mkdir()
        (root / "1k.bin").write_bytes(b"k" * (1 << 10))
        server = subprocess.Popen(command(options, directory, root, port))
        try:
            await_server(server, port)
            tls = context(options)
            for connection in [connect(options, port, tls) for _ in range(1000)]:
                connection.close()
            before = measure(server)
            connections = [connect(options, port, tls) for _ in range(options.connections)]
            after = measure(server)
            report(options, before, after, sum(map(is_open, connections)))
            time.sleep(options.hold)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
