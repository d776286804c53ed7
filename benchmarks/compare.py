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
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
JAR = HERE.parent / "http-app" / "target" / "http-app.jar"
PEERS = HERE / "peers" / "target"
TICKS = os.sysconf("SC_CLK_TCK")
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


class Workload:
    """What the client requests: a path, connections, headers, and the expected response."""

    def __init__(self, name, path, connections=64, fields=None, status=200, length=None, script=None, extra=False, warm_up=1):
        self.name, self.path, self.connections, self.extra, self.warm_up = name, path, connections, extra, warm_up
        self.fields, self.status, self.length, self.script = fields or {}, status, length, script


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


def javas():
    """The default Java, and others next to it, by their version."""
    default = pathlib.Path(shutil.which("java")).resolve()
    found = {}
    for java in [default, *sorted(default.parents[2].glob("*/bin/java"))]:
        text = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
        found.setdefault(int(re.search(r'version "(\d+)', text).group(1)), java.resolve())
    return found


def nginx_config(directory, root, port):
    path = directory / f"nginx-{port}.conf"
    path.write_text(f"""
worker_processes 1; pid {directory}/nginx-{port}.pid; daemon off; error_log {directory}/nginx-{port}.log crit;
worker_rlimit_nofile 20000;
events {{ worker_connections 8192; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type application/octet-stream;
  server {{ listen 127.0.0.1:{port}; root {root}; }} }}
""")
    return path


def servers(directory, root):
    """Name and command of each server that is installed, as functions of the port."""
    found = {}
    if shutil.which("nginx"):
        found["nginx"] = lambda port: ["nginx", "-c", str(nginx_config(directory, root, port))]
    if shutil.which("cc"):
        floor = directory / "floor"
        subprocess.run(["cc", "-O2", "-o", floor, HERE / "floor" / "floor.c"], check=True)
        found["floor"] = lambda port: [str(floor), str(port), str(root)]
        found["floor-sendfile"] = lambda port: [str(floor), str(port), str(root), "sendfile"]
    versions = javas()
    flags = os.environ.get("JAVA_OPTS", "").split()

    def roundhouse(java, transport):
        return lambda port: [str(java), *flags, "-jar", str(JAR), "--quiet", "--directory", str(root), "--port", str(port),
                             f"--transport={transport}"]

    for version, java in versions.items():
        for transport in ["nio", "blocking"] + (["virtual"] if version >= 21 else []):
            found[f"{transport}-{version}"] = roundhouse(java, transport)
    if shutil.which("h2o"):
        def h2o(port):
            path = directory / f"h2o-{port}.conf"
            path.write_text(f'num-threads: 1\nuser: root\nlisten: {{host: 127.0.0.1, port: {port}}}\n'
                            f'hosts: {{default: {{paths: {{"/": {{file.dir: {root}}}}}}}}}\n')
            return ["h2o", "-c", str(path)]
        found["h2o"] = h2o
    if shutil.which("lighttpd"):
        def lighttpd(port):
            path = directory / f"lighttpd-{port}.conf"
            path.write_text(f'server.document-root = "{root}"\nserver.port = {port}\nserver.bind = "127.0.0.1"\n'
                            f'server.max-keep-alive-requests = 1000000000\nserver.max-fds = 20000\n'
                            # Without a type it sends no Last-Modified and no ETag.
                            f'mimetype.assign = ("" => "application/octet-stream")\n')
            return ["lighttpd", "-D", "-f", str(path)]
        found["lighttpd"] = lighttpd
    if shutil.which("caddy"):
        found["caddy"] = lambda port: ["caddy", "file-server", "--root", str(root), "--listen", f"127.0.0.1:{port}"]
    if 18 in versions or max(versions) >= 18:
        java = versions[max(versions)]
        found["jwebserver"] = lambda port: [str(java.parent / "jwebserver"), "-d", str(root), "-p", str(port), "-o", "none"]
    for peer in sorted((PEERS / "classes" / "dev" / "roundhouse" / "benchmarks").glob("*.class")):
        if peer.stem in ["Jetty", "Undertow", "Netty", "Vertx", "Helidon", "Tomcat"]:
            found[peer.stem.lower()] = peer_command(versions[max(versions)], flags, peer.stem, root)
    return found


def peer_command(java, flags, peer, root):
    classpath = f"{PEERS / 'classes'}:{PEERS / 'lib'}/*"
    return lambda port: [str(java), *flags, "-cp", classpath, f"dev.roundhouse.benchmarks.{peer}", str(root), str(port)]


class Server:
    def __init__(self, name, command, port, core):
        self.name, self.port = name, port
        self.process = subprocess.Popen(["taskset", "-c", str(core), *command(port)], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"{name} does not listen; its command: {' '.join(command(port))}")

    def pids(self):
        mine, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            mine.append(pid)
            for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
                todo += [int(child) for child in task.read_text().split()]
        return mine

    def cpu(self):
        """Seconds of CPU that the server and its children have used."""
        total = 0
        for pid in self.pids():
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def fields_of(workload, server):
    fields = dict(workload.fields)
    if fields.get("If-Modified-Since") == "@last-modified":
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{workload.path}") as response:
            fields["If-Modified-Since"] = response.headers.get("Last-Modified", "")
    return fields


def verify(workload, server, fields):
    """A server that sends another response is not compared."""
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{workload.path}",
                                     headers={k: v for k, v in fields.items() if k != "Connection"})
    try:
        with urllib.request.urlopen(request) as response:
            status, body = response.status, response.read()
    except urllib.error.HTTPError as response:
        status, body = response.code, response.read()
    return status == workload.status and (workload.length is None or len(body) == workload.length)


class Failing(Exception):
    """A server that sends errors is not compared."""


def drive(workload, server, fields, seconds, core):
    """One round: CPU seconds per request, requests per second, p99 in milliseconds."""
    command = ["taskset", "-c", str(core), "wrk", "-t1", f"-c{workload.connections}", f"-d{seconds}s", "--latency",
               "--timeout", "10s"]
    for name, value in fields.items():
        command += ["-H", f"{name}: {value}"]
    command += ["-s", str(HERE / (workload.script or "count.lua")), f"http://127.0.0.1:{server.port}{workload.path}"]
    before = server.cpu()
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    used = server.cpu() - before
    numbers = json.loads(result.stdout.rsplit("\n@", 1)[1])
    if not numbers["requests"] or (workload.status < 400 and numbers["errors"]):
        raise Failing(f"{server.name}, {workload.name}: {numbers['errors']} errors in {numbers['requests']} requests")
    return used / numbers["requests"], numbers["requests"] / numbers["seconds"], numbers["p99"]


def takes_part(workload, server, fields, args):
    """Warms a server up, unless it sends another response."""
    try:
        if verify(workload, server, fields):
            drive(workload, server, fields, args.warm_up * workload.warm_up, args.client_core)
            return True
        print(f"{server.name} sends another response to {workload.name}, and is skipped", file=sys.stderr)
    except Failing as errors:
        print(f"{errors}: skipped", file=sys.stderr)
    return False


def measure(args, directory, root):
    available = servers(directory, root)
    chosen = args.servers.split(",") if args.servers else list(available)
    chosen = list(dict.fromkeys(name for wanted in chosen for name in available
                                if name == wanted or name.startswith(wanted + "-")))
    for variant in args.variant:
        name, _, rest = variant.partition("=")
        of, *options = rest.split()
        available[name] = lambda port, of=of, options=options: [*available[of](port), *options]
        chosen.append(name)
    workloads = [w for w in WORKLOADS if (w.name in args.workloads.split(",") if args.workloads else not w.extra)]
    running, results = [], {}
    try:
        for number, name in enumerate(chosen):
            running.append(Server(name, available[name], args.port + number, args.server_core))
        for workload in workloads:
            plans = [(server, fields) for server, fields in ((s, fields_of(workload, s)) for s in running)
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
            print(row(workload.name, chosen, results, args.base), file=sys.stderr, flush=True)
    finally:
        for server in running:
            server.stop()
    return chosen, workloads, results


def row(workload, names, results, base_name):
    base = statistics.median(r[0] for r in results.get((workload, base_name), [(float("nan"), 0, 0)]))
    cells = []
    for name in names:
        rounds = results.get((workload, name))
        if not rounds:
            cells.append("-")
            continue
        costs = sorted(r[0] for r in rounds)
        cells.append(f"{statistics.median(costs) / base:.2f} ({costs[0] / base:.2f}-{costs[-1] / base:.2f})")
    return f"| {workload} | " + " | ".join(cells) + " |"


def tables(chosen, workloads, results, base):
    head = "| workload | " + " | ".join(chosen) + " |\n|" + "---|" * (len(chosen) + 1)
    cost = "\n".join(row(w.name, chosen, results, base) for w in workloads)

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
        base = statistics.median(r[0] for r in results.get((workload.name, args.base), [(float("nan"), 0, 0)]))
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
    return (f"Made on {datetime.date.today()} by `python3 benchmarks/compare.py {' '.join(sys.argv[1:])}`: "
            f"{args.rounds} rounds of {args.seconds} s, server on one core, wrk on another of {os.cpu_count()}; "
            f"Linux {platform.release().split('-')[0]}, {versions}; {nginx}.\n")


def main():
    parser = argparse.ArgumentParser(description="Compares file servers by CPU time per request.")
    parser.add_argument("-s", "--servers", help="comma-separated names, or prefixes before a dash; default: all")
    parser.add_argument("-w", "--workloads", help=f"of {', '.join(w.name for w in WORKLOADS)}; default: all")
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
    parser.add_argument("-o", "--output", type=pathlib.Path, help="a page with the marks <!-- tables --> and <!-- end -->")
    parser.add_argument("--json", type=pathlib.Path, help="a file for the results, which chart.py draws")
    args = parser.parse_args()
    if not JAR.exists():
        raise SystemExit(f"{JAR} is missing; build it: ./mvnw -q package -DskipTests")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20000), hard))
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        directory.chmod(0o755)
        root = directory / "site"
        root.mkdir()
        make_site(root)
        chosen, workloads, results = measure(args, directory, root)
    text = about(args) + "\n" + tables(chosen, workloads, results, args.base)
    print(text)
    if args.json:
        args.json.write_text(json.dumps(as_json(args, chosen, workloads, results), indent=1) + "\n")
    if args.output:
        page = args.output.read_text()
        args.output.write_text(re.sub(r"(<!-- tables -->\n).*(<!-- end -->)", lambda m: m[1] + text + m[2], page, flags=re.S))


if __name__ == "__main__":
    main()
