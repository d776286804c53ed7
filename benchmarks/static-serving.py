#!/usr/bin/env python3
"""Runs twenty checks of static file serving and a slow-client test against file servers, all in one run.

Each server serves the same small site on a free port of 127.0.0.1, once with default settings and, where its manual has a
setting for one of the checks, once more with these settings. The checks are in static_checks.py, the servers in
static_servers.py.

    python3 benchmarks/static-serving.py                       the table, on standard output
    python3 benchmarks/static-serving.py -s nginx,nio          some of the servers
    python3 benchmarks/static-serving.py -c 13,14 --verbose    some of the checks, with requests and responses
    python3 benchmarks/static-serving.py --format=json         as JSON
    python3 benchmarks/static-serving.py --write               writes the tables between the marks in docs/static-file-serving.md

It exits with 0 if Roundhouse passes all checks, with 1 if not, with 2 for an invalid command line.
Servers that are not installed are skipped (Debian: apt-get install nginx-light apache2 caddy).
"""
import argparse
import concurrent.futures
import contextlib
import dataclasses
import gzip
import json
import os
import pathlib
import re
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from static_checks import (CHECKS, HTML, NO, NONE, OLD, PLAIN, SECRET, SETTING, SLOW, SLOW_LIMIT, YES, Outcome, run, learn,
                           send_slowly)
from static_servers import Running, kinds

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "static-file-serving.md"
ABOUT = f"""The site: `plain.txt` of {len(PLAIN)} bytes; `page.html` of {len(HTML)} bytes with `page.html.gz` next to it;
`.git/config`; `link.txt` and `linked`, symbolic links to a file and to a directory outside. All are a week old and have
read permission for all users.

Each request has `HTTP/1.1`, `Host: files.example` unless the table has another, and `Connection: close`. `{{tag}}` and
`{{Last-Modified}}` are those of the server's 200 response, `{{weak tag}}` is its tag with `W/` in front, `{{a day before}}` is a date
a day before that of the file. The level is the word of RFC 2119 in the clause, MAY for optional features,
and *custom* for what no clause requires. The rules are in `benchmarks/static_checks.py`.
"""


def make_site(directory):
    root = directory / "site"
    (root / ".git").mkdir(parents=True)
    (root / "plain.txt").write_bytes(PLAIN)
    (root / "page.html").write_bytes(HTML)
    (root / "page.html.gz").write_bytes(gzip.compress(HTML))
    (root / ".git" / "config").write_bytes(SECRET)
    (directory / "outside").mkdir()
    (directory / "outside" / "secret.txt").write_bytes(SECRET)
    (root / "link.txt").symlink_to(directory / "outside" / "secret.txt")
    (root / "linked").symlink_to(directory / "outside")
    for file in [*root.rglob("*"), *directory.glob("outside/*")]:
        os.utime(file, (OLD, OLD))
    return root


@dataclasses.dataclass
class Cell:
    """The result of one server in one check, with its default settings and with additional ones."""
    verdict: str
    shipped: Outcome
    setting: str = ""
    tuned: Outcome = None

    @property
    def note(self):
        note = self.shipped.seen
        if self.tuned and self.tuned.verdict != self.shipped.verdict:
            note += f"; with {self.setting}: {self.tuned.seen}"
        return note


def cell_of(kind, key, shipped, tuned):
    """A check that fails with the settings fails; one that passes only with them passes with settings."""
    if tuned is None or shipped.verdict == tuned.verdict:
        return Cell(shipped.verdict, shipped)
    return Cell(SETTING if tuned.verdict == YES else tuned.verdict, shipped, kind.settings.get(key, "the settings"), tuned)


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def run_quick_checks(running, chosen):
    """The outcomes of all checks except the slow one, by server, variant and number."""
    outcomes = {}
    for server in running:
        facts = learn(server.port)
        for key in chosen:
            progress(f"{server.kind.name}{' with settings' if server.tuned else ''}: check {key}")
            outcomes[server.kind.name, server.tuned, key] = run(CHECKS[key - 1], server.port, facts)
    return outcomes


def run_slow_check(running):
    """The outcomes of the slow check, which runs against all servers at the same time."""
    key, began = len(CHECKS) + 1, time.monotonic()
    pool = concurrent.futures.ThreadPoolExecutor(len(running))
    try:
        futures = {(server.kind.name, server.tuned, key): pool.submit(send_slowly, server.port) for server in running}
        while not all(future.done() for future in futures.values()):
            open_ones = sum(not future.done() for future in futures.values())
            progress(f"slow client: {time.monotonic() - began:.0f} of {SLOW_LIMIT} s, {open_ones} still open")
            time.sleep(0.5)
    finally:
        pool.shutdown(wait=False)
    return {place: future.result() for place, future in futures.items()}


def measure(found, chosen):
    """All cells, by the name of the server and the number of the check."""
    with contextlib.ExitStack() as stack:
        directory = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        directory.chmod(0o755)
        root = make_site(directory)
        running = []
        for kind in found:
            for tuned in [False, True] if kind.settings else [False]:
                running.append(Running(kind, directory, root, tuned))
                stack.callback(running[-1].stop)
        for server in running:
            progress(f"waiting for {server.kind.name}")
            server.await_listening()
        outcomes = run_quick_checks(running, [key for key in chosen if key <= len(CHECKS)])
        if len(CHECKS) + 1 in chosen:
            outcomes |= run_slow_check(running)
        progress("")
    return {(kind.name, key): cell_of(kind, key, outcomes[kind.name, False, key], outcomes.get((kind.name, True, key)))
            for kind in found for key in chosen}


def check_of(key):
    return [*CHECKS, SLOW][key - 1]


def clause(text):
    if text == "none":
        return "no clause"
    rfc, section = text.split(" §")
    return f"[RFC {rfc} §{section}](https://www.rfc-editor.org/rfc/rfc{rfc}#section-{section})"


def table(found, chosen, cells):
    lines = ["| | check | " + " | ".join(kind.name for kind in found) + " |", "|---:|---|" + ":---:|" * len(found)]
    for key in chosen:
        verdicts = [cells[kind.name, key].verdict for kind in found]
        lines.append(f"| {key} | {check_of(key).title} | " + " | ".join(verdicts) + " |")
    for title, counted in [("passed with defaults", [YES]), ("passed with settings", [YES, SETTING]),
                           ("not applicable", [NONE])]:
        counts = [str(sum(cells[kind.name, key].verdict in counted for key in chosen)) for kind in found]
        lines.append(f"| | {title}, of {len(chosen)} | " + " | ".join(counts) + " |")
    return "\n".join(lines) + "\n"


def notes(found, chosen, cells):
    lines = ["| server | check | verdict | response |", "|---|---:|:---:|---|"]
    for kind in found:
        for key in chosen:
            cell = cells[kind.name, key]
            if cell.verdict in [NO, SETTING] or check_of(key) is SLOW:
                lines.append(f"| {kind.name} | {key} | {cell.verdict} | {cell.note} |")
    return "\n".join(lines) + "\n"


def criteria(chosen):
    lines = ["| | request | what passes | clause | level |", "|---:|---|---|---|---|"]
    for key in chosen:
        check = check_of(key)
        requests = "<br>and ".join("<br>".join(f"`{line}`" for line in request.split("\n")) for request in check.requests)
        lines.append(f"| {key} | {requests} | {check.passes} | {clause(check.clause)} | {check.level} |")
    return "\n".join(lines) + "\n"


def configurations(found):
    parts = []
    for kind in found:
        parts.append(f"### {kind.name}\n\n```text\n{kind.configuration}```\n")
        if kind.tuned:
            parts.append(f"Additional settings:\n\n```text\n{kind.tuned}```\n")
    return "\n".join(parts)


def markdown(found, missing, chosen, cells):
    versions = ", ".join(dict.fromkeys(kind.version for kind in found))
    left_out = "".join(f"{sentence}\n" for sentence in missing)
    return (f"{table(found, chosen, cells)}\n{versions}.\n{left_out}\n"
            "## Failed checks and the slow-client test\n\n"
            f"{notes(found, chosen, cells)}\n"
            f"## Pass criteria\n\n{ABOUT}\n{criteria(chosen)}\n"
            f"## Server configurations\n\n{configurations(found)}")


def exchanges(outcome):
    return [{"sent": response.sent, "received": response.head} for response in outcome.responses] if outcome else []


def as_json(found, missing, chosen, cells, passed):
    words = {YES: "yes", SETTING: "setting", NO: "no", NONE: "not applicable"}

    def result(cell):
        return {"verdict": words[cell.verdict], "setting": cell.setting, "seen": cell.note, "shipped": exchanges(cell.shipped),
                "tuned": exchanges(cell.tuned)}

    checks = [{"number": key, "title": check_of(key).title, "clause": check_of(key).clause, "level": check_of(key).level,
               "requests": check_of(key).requests, "passes": check_of(key).passes,
               "results": {kind.name: result(cells[kind.name, key]) for kind in found}} for key in chosen]
    return json.dumps({"versions": {kind.name: kind.version for kind in found}, "missing": missing, "passed": passed,
                       "checks": checks}, indent=2, ensure_ascii=False)


def exchanges_of(found, chosen, cells):
    """The requests and responses of each check, as text."""
    for kind in found:
        for key in chosen:
            cell = cells[kind.name, key]
            print(f"=== {kind.name}, {key} {check_of(key).title}: {cell.verdict} ({cell.note})", file=sys.stderr)
            for exchange in exchanges(cell.shipped) + exchanges(cell.tuned):
                print(f"{exchange['sent'].rstrip()}\n---\n{exchange['received']}\n", file=sys.stderr)


def end(number, frame):
    raise SystemExit(128 + number)


def main():
    parser = argparse.ArgumentParser(description="Runs twenty checks of static file serving and a slow-client test against file servers.")
    parser.add_argument("-s", "--servers", help="comma-separated prefixes of names, case-insensitive; default: all")
    parser.add_argument("-c", "--checks", help="comma-separated numbers; 21 is the slow-client test; default: all")
    parser.add_argument("--transport", default="nio", help="transports of Roundhouse, comma-separated: nio, blocking, virtual")
    parser.add_argument("--format", choices=["markdown", "json"], default="markdown")
    parser.add_argument("--verbose", action="store_true", help="print requests and responses on standard error")
    parser.add_argument("--write", action="store_true", help=f"write the tables into {PAGE.name}, between <!-- tables --> and <!-- end -->")
    args = parser.parse_args()
    everything = range(1, len(CHECKS) + 2)
    try:
        chosen = sorted({int(key) for key in args.checks.split(",")}) if args.checks else list(everything)
    except ValueError:
        parser.error("--checks: expected numbers, e.g. 1,2,21")
    if not set(chosen) <= set(everything):
        parser.error(f"the checks are 1 to {everything[-1]}")
    if args.write and (args.servers or args.checks):
        parser.error("--write writes the complete page and cannot be combined with --servers or --checks")
    for number in [signal.SIGTERM, signal.SIGHUP]:
        signal.signal(number, end)
    found, missing = kinds(args.transport.split(","))
    if args.servers:
        wanted = tuple(name.strip().lower() for name in args.servers.split(","))
        found = [kind for kind in found if kind.is_own and "nio" in wanted or kind.name.lower().startswith(wanted)]
        if not found:
            parser.error("none of these servers is installed")
    cells = measure(found, chosen)
    failures = [(kind, key) for kind in found if kind.is_own for key in chosen if cells[kind.name, key].verdict != YES]
    if args.verbose:
        exchanges_of(found, chosen, cells)
    text = markdown(found, missing, chosen, cells)
    print(as_json(found, missing, chosen, cells, not failures) if args.format == "json" else text)
    if args.write:
        page = PAGE.read_text()
        PAGE.write_text(re.sub(r"(<!-- tables -->\n).*(<!-- end -->)", lambda m: f"{m[1]}\n{text}\n{m[2]}", page, flags=re.S))
    for kind, key in failures:
        print(f"{kind.name} fails check {key}: {cells[kind.name, key].note}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
