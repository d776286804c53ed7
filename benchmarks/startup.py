#!/usr/bin/env python3
"""Compares the CPU time in which jars of the server start: user and system time of the process until it responds.

The jars are started by turns, so that other load on the machine affects all of them alike; the results are medians, and
ratios of medians to the first jar. Nothing but `java -jar` is measured: no launcher, no archive of classes.

    python3 benchmarks/startup.py before.jar http-app/target/http-app.jar
    python3 benchmarks/startup.py --java /usr/lib/jvm/temurin-25-jdk/bin/java --rounds 31 before.jar after.jar
    python3 benchmarks/startup.py before.jar after.jar -- --transport=nio --access-log=off

Arguments after -- are given to the server. Needs Linux. The system counts CPU time in steps of 10 ms, so that a difference
of one step means nothing.
"""
import argparse
import os
import pathlib
import re
import select
import socket
import statistics
import subprocess
import sys
import tempfile
import time

TICKS = os.sysconf("SC_CLK_TCK")
BANNER = re.compile(rb"http://[^/ ]*?:(\d+)")


def main():
    options = parse()
    times = {jar: [] for jar in options.jars}
    with tempfile.TemporaryDirectory() as site:
        pathlib.Path(site, "index.html").write_text("<p>Hello</p>\n")
        for number in range(options.rounds + 1):
            for jar in options.jars:
                spent = start(options, jar, site)
                if number > 0:  # The first round reads the files into memory.
                    times[jar].append(spent)
    first = statistics.median(times[options.jars[0]])
    for jar in options.jars:
        median = statistics.median(times[jar])
        low, _, high = statistics.quantiles(times[jar], n=4)
        print(f"{jar}: {median * 1000:.0f} ms (quartiles {low * 1000:.0f}-{high * 1000:.0f}), ratio {median / first:.3f}")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jars", nargs="+", help="the jars, the first of which is the reference")
    parser.add_argument("--java", default="java", help="the Java that runs them")
    parser.add_argument("--rounds", type=int, default=21, help="how often each is started, apart from the first round")
    parser.add_argument("--timeout", type=float, default=60, help="seconds that a start may take")
    arguments = sys.argv[1:]
    end = arguments.index("--") if "--" in arguments else len(arguments)
    options = parser.parse_args(arguments[:end])
    options.arguments = arguments[end + 1:]
    if options.rounds < 2:
        parser.error("--rounds must be at least 2")
    return options


def start(options, jar, site):
    """Starts a jar, requests a page, and returns the seconds of CPU time until the response."""
    command = [options.java, "-jar", jar, "--bind", "127.0.0.1", "--port", "0", "--directory", site, *options.arguments]
    deadline = time.monotonic() + options.timeout
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            request(port(server.stderr, deadline), deadline)
            return cpu_time(server.pid)
        finally:
            server.kill()


def port(stream, deadline):
    """Reads the port from the banner."""
    text = b""
    while not (found := BANNER.search(text)):
        ready, _, _ = select.select([stream], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            raise SystemExit("no banner before the timeout: " + text.decode())
        part = os.read(stream.fileno(), 65536)
        if not part:
            raise SystemExit("the server ended: " + text.decode())
        text += part
    return int(found.group(1))


def request(number, deadline):
    with socket.create_connection(("127.0.0.1", number), timeout=max(0.1, deadline - time.monotonic())) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        response = client.recv(65536)
    if not response.startswith(b"HTTP/1.1 200 "):
        raise SystemExit("unexpected response: " + repr(response[:80]))


def cpu_time(pid):
    """User and system time of all threads of a process, in seconds."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    main()
