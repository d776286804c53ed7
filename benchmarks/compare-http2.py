#!/usr/bin/env python3
"""Compares servers over HTTP/2 by the CPU time that the server uses per request, in the way of compare.py.

Over TLS as compare-tls.py has it: one certificate, TLS 1.3, TLS_AES_128_GCM_SHA256 and X25519 for all servers, and h2 by ALPN.
With --clear in clear text, by prior knowledge. A server that chooses another protocol is skipped.

    python3 benchmarks/compare-http2.py                                 every server found, every workload
    python3 benchmarks/compare-http2.py -s nginx,nio -w 1k-16x32,page   some of them
    python3 benchmarks/compare-http2.py --clear                         without TLS
    python3 benchmarks/compare-http2.py -o docs/performance.md          writes the tables between the marks of that page
    python3 benchmarks/compare-http2.py --check                         what each server negotiates, without a load

The client is h2load; 1k-16x32 means 1 KiB over 16 connections with 32 streams each. It writes a line for each request to a file,
of which the 99th percentile is computed. That of "page" is page_client.py: a request is a page of 80 resources over one new
connection. "page-http1" is the same page over six new connections of HTTP/1.1; its CPU time is relative to that of "page".

Needs what compare-tls.py needs, and h2load (Debian: nghttp2-client).
"""
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import compare
import page_client
from compare import Failing, Workload, result_of
from compare_servers import HERE, Certificate, Server, client_environment, servers

TLS = {"TLS Protocol": "TLSv1.3", "Cipher": "TLS_AES_128_GCM_SHA256", "Server Temp Key": "X25519 253 bits"}


class Http2Workload(Workload):
    """Requests over kept connections, each with a number of streams at a time."""
    scheme, environment = "https", {}

    def __init__(self, name, path, connections, streams, length, warm_up=1):
        super().__init__(name, path, connections=connections, length=length, warm_up=warm_up)
        self.streams = streams

    def h2load(self, server, *options, core=None):
        """What h2load prints."""
        command = [*([] if core is None else ["taskset", "-c", str(core)]), "h2load", "--tls13-ciphers=TLS_AES_128_GCM_SHA256", "--groups=X25519", *options,
                   f"{self.scheme}://127.0.0.1:{server.port}{self.path}"]
        result = subprocess.run(command, capture_output=True, text=True, env=os.environ | self.environment)
        if result.returncode:
            raise Failing(result.stderr.strip().rsplit("\n", 1)[-1])
        return result.stdout

    def negotiated(self, server):
        """What one request negotiates and receives, and what is expected."""
        text = self.h2load(server, "-n1")
        expected = {**(TLS if self.scheme == "https" else {}), "Application protocol": "h2" if self.scheme == "https" else "h2c"}
        found = {name: match[1] if (match := re.search(f"^{name}: (.*)$", text, re.M)) else "-" for name in expected}
        found["status"] = "200" if re.search("^status codes: 1 2xx", text, re.M) else "-"
        found["length"] = re.search(r"\((\d+)\) data$", text, re.M)[1]
        return found, {**expected, "status": "200", "length": str(self.length)}

    def verify(self, server, fields):
        found, expected = self.negotiated(server)
        for name in expected:
            if found[name] != expected[name]:
                print(f"{server.name}, {self.name}: {name} is {found[name]}", file=sys.stderr)
        return found == expected

    def load(self, server, fields, seconds, core):
        with tempfile.NamedTemporaryFile("r", dir="/dev/shm") as log:
            text = self.h2load(server, f"-D{seconds}", f"-c{self.connections}", f"-m{self.streams}", f"--log-file={log.name}",
                               core=core)
            times = sorted(int(line.rsplit("\t", 1)[1]) for line in log)
        # By its bytes, so that a part of a response at the end of a round counts.
        requests = int(re.search(r"\((\d+)\) data$", text, re.M)[1]) / self.length
        # Failed ones include those with an error and those without a response.
        failed = int(re.search(r"^requests: .*, (\d+) failed", text, re.M)[1])
        return {"requests": requests, "seconds": seconds, "errors": failed,
                "p99": times[len(times) * 99 // 100] / 1000 if times else 0}


class PageWorkload(Workload):
    """A page with its resources, each time over new connections."""
    scheme, environment = "https", {}

    def client(self, server, *options):
        options = [f"--scheme={self.scheme}", *(["--http1"] if self.name == "page-http1" else []), *options]
        return [sys.executable, str(HERE / "page_client.py"), str(server.port), *options]

    def verify(self, server, fields):
        return result_of(self.client(server), self.environment)["errors"] == 0

    def load(self, server, fields, seconds, core):
        return result_of(["taskset", "-c", str(core), *self.client(server, f"--seconds={seconds}")], self.environment)


WORKLOADS = [
    Http2Workload("1k-16x32", "/1k.bin", 16, 32, 1 << 10, warm_up=2),
    Http2Workload("1k-1x100", "/1k.bin", 1, 100, 1 << 10),
    Http2Workload("100k-16x8", "/100k.bin", 16, 8, 100 << 10),
    Http2Workload("10m-4x2", "/10m.bin", 4, 2, 10 << 20),
    PageWorkload("page", "/page/0.html"),
    PageWorkload("page-http1", "/page/0.html", relative_to="page"),
]


def prepare(directory, root, clear):
    page_client.make_page(root)
    return servers(directory, root, None if clear else Certificate(directory), http2=True)


def check(args, available):
    """Prints what each server negotiates, as a table."""
    workload = WORKLOADS[0]
    names = None
    for number, name in enumerate(compare.choose(args, available)):
        server = Server(name, available[name], args.port + number, args.server_core)
        try:
            found, _ = workload.negotiated(server)
        finally:
            server.stop()
        if not names:
            names = list(found)
            print("| server | " + " | ".join(names) + " |\n|" + "---|" * (len(names) + 1))
        print(f"| {name} | " + " | ".join(found.values()) + " |", flush=True)


def main():
    parser = compare.options("Compares servers over HTTP/2 by CPU time per request.", WORKLOADS)
    parser.add_argument("--clear", action="store_true", help="in clear text, by prior knowledge")
    parser.add_argument("--check", action="store_true", help="print what each server negotiates, and end")
    args = parser.parse_args()
    # A port of nginx 1.22 for HTTP/2 in clear text has no HTTP/1.1.
    workloads = [w for w in WORKLOADS if not (args.clear and w.name == "page-http1")]
    with tempfile.TemporaryDirectory() as name:
        for kind in [Http2Workload, PageWorkload]:
            kind.scheme, kind.environment = ("http", {}) if args.clear else ("https", client_environment(name))
        if args.check:
            compare.in_site(lambda directory, root: check(args, prepare(directory, root, args.clear)))
        else:
            title = "HTTP/2 in clear text" if args.clear else "HTTP/2"
            compare.run(args, lambda directory, root: prepare(directory, root, args.clear), workloads,
                        (f"<!-- tables of {title} -->", f"<!-- end of {title} -->"))


if __name__ == "__main__":
    main()
