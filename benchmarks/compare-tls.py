#!/usr/bin/env python3
"""Compares HTTPS servers by the CPU time that the server uses per request, in the way of compare.py.

All servers have the same certificate with an ECDSA key on P-256. The client offers TLS 1.3, TLS_AES_128_GCM_SHA256 and X25519
alone, so that all servers choose these; a server that does not, or does not resume sessions, is skipped.

    python3 benchmarks/compare-tls.py                              every server found, every workload
    python3 benchmarks/compare-tls.py -s nginx,nio -w 1k,resumed   some of them
    python3 benchmarks/compare-tls.py -o docs/performance.md       writes the tables between the marks of that page
    python3 benchmarks/compare-tls.py --check                      what each server negotiates, without a load

The client of the workloads with kept connections, and of "close", is wrk. That of "full" and "resumed", which open a connection
for each request, is tls_client.py; it checks for each connection whether the session was resumed. In "close", wrk opens
32 connections at a time, and full handshakes alone; it is measured only if it is named.

Needs what compare.py needs, and openssl; in addition to its servers lighttpd-mod-openssl (Debian).
"""
import sys
import tempfile

sys.dont_write_bytecode = True
import compare
from compare import Failing, Workload, result_of, wrk
from compare_servers import HERE, Certificate, Server, client_environment, servers


class TlsWorkload(Workload):
    """Requests over TLS, on connections that are kept."""
    environment = {}

    def client(self, server, *options):
        return [sys.executable, str(HERE / "tls_client.py"), str(server.port), self.path, *options]

    def verify(self, server, fields):
        found = result_of(self.client(server, "--check"), self.environment)
        wanted = {"protocol": "TLSv1.3", "cipher": "TLS_AES_128_GCM_SHA256", "status": self.status, "length": self.length}
        if self.name == "resumed":
            wanted["resumed"] = True
        problems = [f"{name} is {found[name]}" for name in wanted if found[name] != wanted[name]]
        for problem in problems:
            print(f"{server.name}, {self.name}: {problem}", file=sys.stderr)
        return not problems

    def load(self, server, fields, seconds, core):
        return wrk(self, f"https://127.0.0.1:{server.port}{self.path}", fields, seconds, core, self.environment)


class ConnectionWorkload(TlsWorkload):
    """A connection for each request, whose handshake is a full one, or resumes a session."""

    def load(self, server, fields, seconds, core):
        command = self.client(server, f"--seconds={seconds}", f"--connections={self.connections}", f"--handshake={self.name}")
        return result_of(["taskset", "-c", str(core), *command], self.environment)


WORKLOADS = [
    TlsWorkload("1k", "/1k.bin", length=1 << 10, warm_up=2),
    TlsWorkload("100k", "/100k.bin", length=100 << 10),
    TlsWorkload("10m", "/10m.bin", connections=8, length=10 << 20),
    ConnectionWorkload("full", "/1k.bin", connections=8, length=1 << 10, warm_up=2),
    ConnectionWorkload("resumed", "/1k.bin", connections=8, length=1 << 10, warm_up=2),
    TlsWorkload("close", "/1k.bin", connections=32, fields={"Connection": "close"}, length=1 << 10, extra=True),
]


def check(args, directory, root):
    """Prints what each server negotiates, as a table."""
    print("| server | protocol | cipher | resumed | status | length |\n|---|---|---|---|---|---|")
    available = servers(directory, root, Certificate(directory))
    for number, name in enumerate(compare.choose(args, available)):
        server = Server(name, available[name], args.port + number, args.server_core)
        try:
            found = result_of(WORKLOADS[0].client(server, "--check"), TlsWorkload.environment)
            cells = [str(found[key]) for key in ["protocol", "cipher", "resumed", "status", "length"]]
        except Failing as failure:
            cells = [str(failure), *"----"]
        finally:
            server.stop()
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def main():
    parser = compare.options("Compares HTTPS servers by CPU time per request.", WORKLOADS)
    parser.add_argument("--check", action="store_true", help="print what each server negotiates, and end")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        TlsWorkload.environment = client_environment(name)
        if args.check:
            compare.in_site(lambda directory, root: check(args, directory, root))
        else:
            compare.run(args, lambda directory, root: servers(directory, root, Certificate(directory)), WORKLOADS,
                        ("<!-- tables of TLS -->", "<!-- end of TLS -->"))


if __name__ == "__main__":
    main()
