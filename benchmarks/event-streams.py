#!/usr/bin/env python3
"""Measures what clients of server-sent events cost: heap, memory and threads for each, and how late their events are.

    ./mvnw -q -B -DskipTests package
    python3 benchmarks/event-streams.py http-lab/target/http-lab.jar
    python3 benchmarks/event-streams.py --clients 1000 --transport blocking http-lab/target/http-lab.jar

The server sends an event to each client every second. One more client requests bytes without end and does not read: the
write timeout of five seconds must end it. The heap is that of live objects (jcmd GC.class_histogram), the objects of the
operating system's sockets not included. Needs Linux, jcmd, and two descriptors for each client, one for each process.
"""
import argparse
import re
import resource
import select
import socket
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from jvm_memory import live_bytes, status


def main():
    options = parse()
    limit = options.clients + 1000
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, max(limit, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [options.java, "-Xmx" + options.heap, "-XX:+UseSerialGC", "-jar", options.jar,
               "event-stream", "--port=%d" % port, "--transport=" + options.transport]
    server = subprocess.Popen(command)
    try:
        connect(port, "/").close()
        before = live_bytes(server.pid)
        rss_before, threads_before = status(server.pid)
        clients = [connect(port, "/") for _ in range(options.clients)]
        listen(clients, 3)
        print("without a client that does not read: " + listen(clients, options.seconds))
        rss, threads = status(server.pid)
        heap = (live_bytes(server.pid) - before) / options.clients
        print(f"heap: {heap:.0f} bytes for each client; resident memory: {(rss - rss_before) / 1024:.0f} MiB more; "
              f"threads: {threads_before} and {threads}")
        stalled = connect(port, "/endless")
        start = time.monotonic()
        print("next to a client that does not read: " + listen(clients, options.seconds))
        print(f"that client is ended after {ended(stalled, start):.1f} s at the latest")
    finally:
        server.terminate()
        server.wait()


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jar", help="http-lab.jar")
    parser.add_argument("--java", default="java", help="the Java that runs the server")
    parser.add_argument("--clients", type=int, default=10_000)
    parser.add_argument("--transport", default="nio")
    parser.add_argument("--heap", default="256m", help="maximum heap of the server")
    parser.add_argument("--seconds", type=int, default=8, help="how long the events are received, twice")
    return parser.parse_args()


def connect(port, path):
    """Returns a connection that has sent its request."""
    end = time.monotonic() + 30
    while True:
        try:
            client = socket.create_connection(("127.0.0.1", port))
            break
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    return client


def listen(clients, seconds):
    """Receives events, and returns how many each client got and how long the last client waited after the first."""
    poll = select.epoll()
    by_descriptor = {client.fileno(): client for client in clients}
    for descriptor in by_descriptor:
        poll.register(descriptor, select.EPOLLIN)
    events = 0
    first = {}
    last = {}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for descriptor, _ in poll.poll(0.1, 1000):
            data = by_descriptor[descriptor].recv(1 << 16)
            if not data:
                raise SystemExit("a client was disconnected")
            now = time.monotonic()
            for tick in re.findall(rb"data: (\d+)", data):
                events += 1
                first.setdefault(tick, now)
                last[tick] = now
    poll.close()
    spreads = sorted(last[tick] - first[tick] for tick in first)
    return (f"{events / len(clients) / seconds:.2f} events a second for each client; "
            f"the last client got an event {1000 * spreads[len(spreads) // 2]:.0f} ms after the first (median)")


def ended(client, start):
    """Waits until the peer has closed the connection, and returns the seconds since the start."""
    time.sleep(max(0.0, start + 7 - time.monotonic()))
    client.settimeout(20)
    try:
        while client.recv(1 << 20):
            pass
    except ConnectionResetError:
        pass
    return time.monotonic() - start


if __name__ == "__main__":
    main()
