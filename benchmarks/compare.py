#!/usr/bin/env python3
"""Compares file servers by the CPU time that the server uses per request.

Each server runs on one core, the client (wrk) on another. Rounds are interleaved over the servers, so that other load on
the machine affects all of them alike; the results are medians of rounds, as ratios to nginx in the same run.

    python3 benchmarks/compare.py                          every server found, every workload
    python3 benchmarks/compare.py -s nginx,nio -w 1k,404   some of them
    python3 benchmarks/compare.py -o docs/performance.md   writes the tables between the marks of that page
    python3 benchmarks/compare.py --json result.json       writes the results as JSON, which chart.py draws
    python3 benchmarks/compare.py -s nio-17 -v 'log=nio-17 --access-log=combined' -w 1k
                                                           the cost of an option: the same server with and without it

Needs Linux, taskset, wrk, and the servers to compare with, as far as they are installed (Debian: apt-get install wrk
nginx-light h2o lighttpd; then stop the services that the packages start). With a C compiler it also measures the floor: a
loop that responds from memory, or by sendfile, and does nothing else (floor/floor.c). Java peers (Jetty, Undertow, Netty, Vert.x,
Helidon, Tomcat) are included if they are built, best with the newest Java, as Helidon needs 21:

    mvn -q -f benchmarks/peers package
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.dont_write_bytecode = True
from compare_servers import HERE, JAR, Server, javas, servers

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "keep-alive",
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Priority": "u=0, i",
}


class Failing(Exception):
    """A server that sends errors is not compared."""


class Workload:
    """What the client requests: a path, connections, headers, and the expected response."""

    def __init__(self, name, path, connections=64, fields=None, status=200, length=None, script=None, extra=False, warm_up=1,
                 relative_to=None):
        self.name, self.path, self.connections, self.extra, self.warm_up = name, path, connections, extra, warm_up
        self.fields, self.status, self.length, self.script = fields or {}, status, length, script
        self.relative_to = relative_to or name

    def fields_for(self, server):
        fields = dict(self.fields)
        if fields.get("If-Modified-Since") == "@last-modified":
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{self.path}") as response:
                fields["If-Modified-Since"] = response.headers.get("Last-Modified", "")
        return fields

    def verify(self, server, fields):
        """A server that sends another response is not compared."""
        request = urllib.request.Request(f"http://127.0.0.1:{server.port}{self.path}",
                                         headers={k: v for k, v in fields.items() if k != "Connection"})
        try:
            with urllib.request.urlopen(request) as response:
                status, body = response.status, response.read()
        except urllib.error.HTTPError as response:
            status, body = response.code, response.read()
        return status == self.status and (self.length is None or len(body) == self.length)

    def load(self, server, fields, seconds, core):
        """Sends requests for some seconds: how many, in what time, how many of them failed, and the p99 in milliseconds."""
        return wrk(self, f"http://127.0.0.1:{server.port}{self.path}", fields, seconds, core)


def wrk(workload, url, fields, seconds, core, environment=None):
    command = ["taskset", "-c", str(core), "wrk", "-t1", f"-c{workload.connections}", f"-d{seconds}s", "--latency",
               "--timeout", "10s"]
    for name, value in fields.items():
        command += ["-H", f"{name}: {value}"]
    command += ["-s", str(HERE / (workload.script or "count.lua")), url]
    return result_of(command, environment)


def result_of(command, environment=None):
    """The numbers that a client prints as JSON after the last line that begins with @."""
    result = subprocess.run(command, capture_output=True, text=True, env=os.environ | (environment or {}))
    if result.returncode:
        raise Failing(result.stderr.strip().rsplit("\n", 1)[-1])
    return json.loads(result.stdout.rsplit("\n@", 1)[1])


WORKLOADS = [
    # The first one: the JVM is cold, so it warms up twice as long.
    Workload("1k", "/1k.bin", length=1 << 10, warm_up=2),
    Workload("1k-c1", "/1k.bin", connections=1, length=1 << 10),
    Workload("1k-browser", "/1k.bin", fields=BROWSER, length=1 << 10),
    Workload("16k", "/16k.bin", length=16 << 10),
    Workload("100k", "/100k.bin", length=100 << 10),
    Workload("10m", "/10m.bin", connections=8, length=10 << 20),
    Workload("range", "/100m.bin", fields={"Range": "bytes=50000000-50065535"}, status=206, length=64 << 10),
    Workload("304", "/1k.bin", fields={"If-Modified-Since": "@last-modified"}, status=304, length=0),
    Workload("404", "/missing", status=404),
    Workload("close", "/1k.bin", connections=32, fields={"Connection": "close"}, length=1 << 10),
    Workload("pipe16", "/1k.bin", length=1 << 10, script="pipeline.lua"),
    Workload("many", "/many/0/0.bin", length=1 << 10, script="many.lua", warm_up=3),
    Workload("1k-c1000", "/1k.bin", connections=1000, length=1 << 10),
    # Only if they are named.
    Workload("64k", "/64k.bin", length=64 << 10, extra=True),
    Workload("256k", "/256k.bin", length=256 << 10, extra=True),
]


SIZES = [("1k", 1 << 10), ("16k", 16 << 10), ("64k", 64 << 10), ("100k", 100 << 10), ("256k", 256 << 10), ("10m", 10 << 20),
         ("100m", 100 << 20)]


def make_site(root):
    for name, size in SIZES:
        (root / f"{name}.bin").write_bytes((name.encode() * size)[:size])
    for directory in range(100):
        (root / "many" / str(directory)).mkdir(parents=True)
        for number in range(100):
            (root / "many" / str(directory) / f"{number}.bin").write_bytes(b"m" * (1 << 10))
    old = time.time() - 86400
    for file in root.rglob("*"):
        os.utime(file, (old, old))


def drive(workload, server, fields, seconds, core):
    """One round: CPU seconds per request, requests per second, p99 in milliseconds."""
    before = server.cpu()
    numbers = workload.load(server, fields, seconds, core)
    used = server.cpu() - before
    if not numbers["requests"] or (workload.status < 400 and numbers["errors"]):
        raise Failing(f"{server.name}, {workload.name}: {numbers['errors']} errors in {numbers['requests']} requests")
    return used / numbers["requests"], numbers["requests"] / numbers["seconds"], numbers["p99"]


def takes_part(workload, server, fields, args):
    """Warms a server up, unless it sends another response."""
    try:
        if workload.verify(server, fields):
            drive(workload, server, fields, args.warm_up * workload.warm_up, args.client_core)
            return True
        print(f"{server.name} sends another response to {workload.name}, and is skipped", file=sys.stderr)
    except Failing as errors:
        print(f"{errors}: skipped", file=sys.stderr)
    return False


def choose(args, available):
    """The names of the servers that take part."""
    chosen = args.servers.split(",") if args.servers else list(available)
    return list(dict.fromkeys(name for wanted in chosen for name in available
                              if name == wanted or name.startswith(wanted + "-")))


def measure(args, available, workloads):
    chosen = choose(args, available)
    for variant in args.variant:
        name, _, rest = variant.partition("=")
        of, *options = rest.split()
        available[name] = lambda port, of=of, options=options: [*available[of](port), *options]
        chosen.append(name)
    workloads = [w for w in workloads if (w.name in args.workloads.split(",") if args.workloads else not w.extra)]
    running, results = [], {}
    try:
        for number, name in enumerate(chosen):
            running.append(Server(name, available[name], args.port + number, args.server_core))
        for workload in workloads:
            plans = [(server, fields) for server, fields in ((s, workload.fields_for(s)) for s in running)
                     if takes_part(workload, server, fields, args)]
            for _ in range(args.rounds):
                for server, fields in list(plans):
                    try:
                        numbers = drive(workload, server, fields, args.seconds, args.client_core)
                        results.setdefault((workload.name, server.name), []).append(numbers)
                    except Failing as errors:
                        print(f"{errors}: skipped from now on", file=sys.stderr)
                        plans.remove((server, fields))
                        results.pop((workload.name, server.name), None)
            print(row(workload, chosen, results, args.base), file=sys.stderr, flush=True)
    finally:
        for server in running:
            server.stop()
    return chosen, workloads, results


def base_cost(workload, results, base_name):
    """The CPU time that is 1: that of the base, for this workload or for the one that it is relative to."""
    return statistics.median(r[0] for r in results.get((workload.relative_to, base_name), [(float("nan"), 0, 0)]))


def row(workload, names, results, base_name):
    base = base_cost(workload, results, base_name)
    cells = []
    for name in names:
        rounds = results.get((workload.name, name))
        if not rounds:
            cells.append("-")
            continue
        costs = sorted(r[0] for r in rounds)
        cells.append(f"{statistics.median(costs) / base:.2f} ({costs[0] / base:.2f}-{costs[-1] / base:.2f})")
    return f"| {workload.name} | " + " | ".join(cells) + " |"


def tables(chosen, workloads, results, base):
    head = "| workload | " + " | ".join(chosen) + " |\n|" + "---|" * (len(chosen) + 1)
    cost = "\n".join(row(w, chosen, results, base) for w in workloads)

    def plain(index, form):
        lines = []
        for w in workloads:
            cells = [form(statistics.median(r[index] for r in results[(w.name, n)])) if (w.name, n) in results else "-"
                     for n in chosen]
            lines.append(f"| {w.name} | " + " | ".join(cells) + " |")
        return "\n".join(lines)

    return (f"CPU time per request, relative to {base} in the same run: median (minimum-maximum) of the rounds.\n\n{head}\n{cost}\n\n"
            f"Requests per second, median.\n\n{head}\n{plain(1, lambda v: f'{v:.0f}')}\n\n"
            f"99th percentile of latency in milliseconds, median.\n\n{head}\n{plain(2, lambda v: f'{v:.2f}')}\n")


def as_json(args, chosen, workloads, results):
    """The results of each workload and server: the ratio of CPU time, throughput and p99, each as median, minimum and maximum."""
    def spread(values):
        return {"median": statistics.median(values), "min": min(values), "max": max(values)}

    rows = []
    for workload in workloads:
        base = base_cost(workload, results, args.base)
        for name in chosen:
            rounds = results.get((workload.name, name))
            if rounds:
                rows.append({"workload": workload.name, "server": name, "rounds": len(rounds),
                             "cpu_ratio": spread([r[0] / base for r in rounds]),
                             "requests_per_second": spread([r[1] for r in rounds]),
                             "p99_ms": spread([r[2] for r in rounds])})
    return {"made": about(args).strip(), "base": args.base, "servers": chosen,
            "workloads": [w.name for w in workloads], "results": rows}


def about(args):
    versions = ", ".join(f"Java {v}" for v in sorted(javas()))
    nginx = subprocess.run(["nginx", "-v"], capture_output=True, text=True).stderr.strip() if shutil.which("nginx") else ""
    return (f"Made on {datetime.date.today()} by `python3 benchmarks/{' '.join([pathlib.Path(sys.argv[0]).name, *sys.argv[1:]])}`: "
            f"{args.rounds} rounds of {args.seconds} s, server on one core, client on another of {os.cpu_count()}; "
            f"Linux {platform.release().split('-')[0]}, {versions}; {nginx}.\n")


def options(description, workloads):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("-s", "--servers", help="comma-separated names, or prefixes before a dash; default: all")
    parser.add_argument("-w", "--workloads", help=f"of {', '.join(w.name for w in workloads)}; default: all")
    parser.add_argument("-v", "--variant", action="append", default=[], metavar="NAME=SERVER OPTION...",
                        help="one of the servers with more options, in addition to it")
    parser.add_argument("-b", "--base", default="nginx", help="the server whose CPU time is 1; default: nginx")
    parser.add_argument("-r", "--rounds", type=int, default=5)
    parser.add_argument("-t", "--seconds", type=int, default=1, help="of each round")
    parser.add_argument("--warm-up", type=int, default=5, metavar="SECONDS",
                        help="before the first round of a workload; twice as much for the first, three times for many files")
    parser.add_argument("--server-core", type=int, default=0)
    parser.add_argument("--client-core", type=int, default=1)
    parser.add_argument("--port", type=int, default=18080, help="of the first server")
    parser.add_argument("-o", "--output", type=pathlib.Path, help="a page with the marks of these tables")
    parser.add_argument("--json", type=pathlib.Path, help="a file for the results, which chart.py draws")
    return parser


def in_site(action):
    """Runs an action with a temporary directory and a site in it."""
    if not JAR.exists():
        raise SystemExit(f"{JAR} is missing; build it: ./mvnw -q package -DskipTests")
    # Ends the servers too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20000), hard))
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        directory.chmod(0o755)
        root = directory / "site"
        root.mkdir()
        make_site(root)
        return action(directory, root)


def run(args, prepare, workloads, marks):
    """Compares the servers that prepare returns for a directory and a site, and prints and writes the result."""
    chosen, workloads, results = in_site(lambda directory, root: measure(args, prepare(directory, root), workloads))
    text = about(args) + "\n" + tables(chosen, workloads, results, args.base)
    print(text)
    if args.json:
        args.json.write_text(json.dumps(as_json(args, chosen, workloads, results), indent=1) + "\n")
    if args.output:
        page = args.output.read_text()
        args.output.write_text(re.sub(f"({marks[0]}\n).*({marks[1]})", lambda m: m[1] + text + m[2], page, flags=re.S))


def main():
    run(options("Compares file servers by CPU time per request.", WORKLOADS).parse_args(), servers, WORKLOADS,
        ("<!-- tables -->", "<!-- end -->"))


if __name__ == "__main__":
    main()
