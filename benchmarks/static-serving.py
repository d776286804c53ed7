#!/usr/bin/env python3
"""Asks file servers twenty questions of static file serving, and holds a slow sender against each, all in one run.

Each server serves the same little site on a free port of 127.0.0.1, once as it is shipped and, where its manual has a
setting for one of the questions, once more with these settings. What is asked, and what passes, is in CHECKS below.

    python3 benchmarks/static-serving.py                       the table, on standard output
    python3 benchmarks/static-serving.py -s nginx,nio          some of the servers
    python3 benchmarks/static-serving.py -c 13,14 --verbose    some of the checks, with what was sent and what came back
    python3 benchmarks/static-serving.py --format=json         for machines
    python3 benchmarks/static-serving.py --write               puts the tables between the marks in docs/static-serving.md

It ends with 0 when ours passes what was asked, with 1 when it does not, with 2 for a wrong command line.
Servers that are not installed are left out (Debian: apt-get install nginx-light apache2 caddy).
"""
import argparse
import concurrent.futures
import contextlib
import dataclasses
import email.utils
import gzip
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import typing

HERE = pathlib.Path(__file__).resolve().parent
JAR = HERE.parent / "http-app" / "target" / "http-app.jar"
PAGE = HERE.parent / "docs" / "static-serving.md"
PATIENCE = 10
SLOW_LIMIT = 70
PLAIN = b"".join(b"line %04d of a plain file\n" % line for line in range(100))
HTML = b"<!doctype html><title>A page</title>\n" + b"<p>A paragraph that compresses well.</p>\n" * 300
SECRET = b"nobody outside may read this\n"
OLD = int(time.time()) - 7 * 86400

YES, SETTING, NO, NONE = "yes", "set", "**no**", "–"


# What is asked.

@dataclasses.dataclass
class Answer:
    """What came back; status 0 says that the connection ended without an answer."""
    sent: str
    head: str
    body: bytes = b""

    @property
    def status(self):
        found = re.match(r"HTTP/\d\.\d (\d{3})", self.head)
        return int(found[1]) if found else 0

    def all(self, name):
        return [line.split(":", 1)[1].strip() for line in self.head.split("\r\n")[1:]
                if line.split(":", 1)[0].lower() == name.lower()]

    def field(self, name):
        return ", ".join(self.all(name))

    def lists(self, name, member):
        return member.lower() in [part.strip().lower() for part in self.field(name).split(",")]

    def shown(self, *names):
        """The status, and those of these fields that are there."""
        line = str(self.status) if self.status else "no answer"
        return " ".join([line, *(f"`{name}: {self.field(name)}`" if self.all(name) else f"without {name}" for name in names)])


@dataclasses.dataclass
class Facts:
    """What a server says of a file when nothing special is asked: it decides which questions make sense."""
    tag: str
    modified: str
    ranges: bool
    compresses: bool

    def fill(self, template):
        opaque = self.tag.removeprefix("W/")
        return template.replace("{tag}", self.tag).replace("{weak tag}", "W/" + opaque) \
            .replace("{Last-Modified}", self.modified).replace("{a day before}", http_date(OLD - 86400))


def http_date(seconds):
    return email.utils.formatdate(seconds, usegmt=True)


@dataclasses.dataclass
class Check:
    """A question: its requests, what passes, and whom it cannot be asked."""
    title: str
    clause: str
    level: str
    requests: list
    passes: str
    judge: typing.Callable
    shows: tuple = ()
    needs: str = ""


def status(*wanted):
    return lambda answers: all(answer.status in wanted for answer in answers)


def is_whole(answer):
    return answer.status == 200 and answer.body == PLAIN and not answer.all("Content-Range")


def is_part(answer, first, last):
    return (answer.status == 206 and answer.field("Content-Range") == f"bytes {first}-{last}/{len(PLAIN)}"
            and answer.body == PLAIN[first:last + 1])


def is_hidden(answer):
    return 400 <= answer.status < 500 and SECRET.strip() not in answer.body


def says_it_varies(answers):
    coded, plain = answers
    return (coded.field("Content-Encoding") == "gzip" and not plain.all("Content-Encoding")
            and all(answer.status == 200 and answer.lists("Vary", "Accept-Encoding") for answer in answers))


def is_not_allowed(answers):
    return answers[0].status == 501 or answers[0].status == 405 and answers[0].lists("Allow", "GET")


FILE = "GET /plain.txt"
N = len(PLAIN)
CHECKS = [
    Check("an entity tag", "9110 §8.8.3", "SHOULD", [FILE],
          "200 with an `ETag` of the form `\"…\"` or `W/\"…\"`",
          lambda a: a[0].status == 200 and re.fullmatch(r'(W/)?"[^"]*"', a[0].field("ETag")), ("ETag",)),
    Check("`If-None-Match` with the tag", "9110 §13.1.2", "MUST", [FILE + "\nIf-None-Match: {tag}"],
          "304", status(304), needs="tag"),
    Check("`If-None-Match` with a list", "9110 §13.1.2", "MUST", [FILE + '\nIf-None-Match: "other", {tag}'],
          "304", status(304), needs="tag"),
    Check("`If-None-Match: *`", "9110 §13.1.2", "MUST", [FILE + "\nIf-None-Match: *"], "304", status(304)),
    Check("`If-Modified-Since`", "9110 §13.1.3", "SHOULD", [FILE + "\nIf-Modified-Since: {Last-Modified}"],
          "304", status(304), needs="modified"),
    Check("`If-Match` with another tag", "9110 §13.1.1", "MUST", [FILE + '\nIf-Match: "other"'], "412", status(412)),
    Check("`If-Unmodified-Since`, too early", "9110 §13.1.4", "MUST", [FILE + "\nIf-Unmodified-Since: {a day before}"],
          "412", status(412)),
    Check("a range", "9110 §14.2", "MAY", [FILE + "\nRange: bytes=100-299"],
          f"206 with `Content-Range: bytes 100-299/{N}` and these octets",
          lambda a: is_part(a[0], 100, 299), ("Content-Range",)),
    Check("a range from the end", "9110 §14.1.2", "MAY", [FILE + "\nRange: bytes=-100"],
          f"206 with `Content-Range: bytes {N - 100}-{N - 1}/{N}` and these octets",
          lambda a: is_part(a[0], N - 100, N - 1), ("Content-Range",), needs="ranges"),
    Check("a range behind the end", "9110 §15.5.17", "SHOULD", [FILE + f"\nRange: bytes={N}-"],
          f"416 with `Content-Range: bytes */{N}`",
          lambda a: a[0].status == 416 and a[0].field("Content-Range") == f"bytes */{N}", ("Content-Range",), needs="ranges"),
    Check("`If-Range` that does not hold", "9110 §13.1.5", "MUST",
          [FILE + '\nRange: bytes=100-299\nIf-Range: "other"', FILE + "\nRange: bytes=100-299\nIf-Range: {weak tag}"],
          "both times 200 and the whole file: a weak tag never matches here", lambda a: all(map(is_whole, a)),
          ("Content-Range",), needs="ranges"),
    Check("`Range` on HEAD is ignored", "9110 §14.2", "MUST", ["HEAD /plain.txt\nRange: bytes=100-299"],
          "200 without `Content-Range`", lambda a: a[0].status == 200 and not a[0].all("Content-Range"),
          ("Content-Range", "Content-Length"), needs="ranges"),
    Check("DELETE of a file", "9110 §15.5.6", "MUST", ["DELETE /plain.txt"],
          "405 with an `Allow` that lists GET; or 501, which §9.1 leaves to a server that has no DELETE anywhere",
          is_not_allowed, ("Allow",)),
    Check("a method that nobody knows", "9110 §9.1", "SHOULD", ["BREW /plain.txt"], "501", status(501), ("Allow",)),
    Check("files with a dot are not served", "none", "custom", ["GET /.git/config"],
          "400 to 499, and nothing of the file", lambda a: all(map(is_hidden, a))),
    Check("links do not lead out of the site", "9110 §17.3", "custom", ["GET /link.txt", "GET /linked/secret.txt"],
          "both times 400 to 499, and nothing of the file", lambda a: all(map(is_hidden, a))),
    Check("`%00` in a path is refused", "9110 §17.3", "custom", ["GET /plain.txt%00.html"],
          "400 to 499; not 200, and not a connection that ends without an answer", lambda a: 400 <= a[0].status < 500),
    Check("`Vary` where content is coded", "9110 §12.5.5", "SHOULD",
          ["GET /page.html\nAccept-Encoding: gzip", "GET /page.html"],
          "200 both times, first in gzip, then not; `Vary` lists Accept-Encoding both times", says_it_varies,
          ("Content-Encoding", "Vary"), needs="compresses"),
    Check("`gzip;q=0` is obeyed", "9110 §12.4.2", "SHOULD", ["GET /page.html\nAccept-Encoding: gzip;q=0"],
          "200 without `Content-Encoding`", lambda a: a[0].status == 200 and a[0].body == HTML and not a[0].all("Content-Encoding"),
          ("Content-Encoding",), needs="compresses"),
    Check("`Host` missing, or twice", "9112 §3.2", "MUST",
          [FILE + "\nNo Host", FILE + "\nHost: one.example\nHost: two.example"], "400 both times", status(400)),
]
SLOW = Check("a head that comes an octet a second", "9110 §15.5.9", "custom",
             [FILE + "\nX-Slow: aaaa…"],
             f"the connection is ended, with 408 or without, before {SLOW_LIMIT} seconds are over", None)
NEEDS = {"tag": "it sends no entity tag", "modified": "it sends no `Last-Modified`", "ranges": "it has no ranges",
         "compresses": "it codes nothing"}


# How it is asked.

def octets_of(template, facts):
    """The request that a template stands for: HTTP/1.1, Host and Connection are added to what it says."""
    line, *fields = facts.fill(template).split("\n")
    if not any("Host" in field for field in fields):
        fields.insert(0, "Host: files.example")
    fields = [field for field in fields if field != "No Host"]
    return "\r\n".join([line + " HTTP/1.1", *fields, "Connection: close", "", ""]).encode()


def ask(port, template, facts=Facts("", "", False, False)):
    request = octets_of(template, facts)
    received = b""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), PATIENCE) as wire:
        wire.sendall(request)
        while octets := wire.recv(65536):
            received += octets
    head, _, body = received.partition(b"\r\n\r\n")
    answer = Answer(request.decode(), head.decode("latin-1"))
    answer.body = joined(body) if answer.field("Transfer-Encoding") == "chunked" else body
    return answer


def joined(chunks):
    """The data of a chunked body."""
    data = b""
    while chunks:
        size, _, chunks = chunks.partition(b"\r\n")
        count = int(size.split(b";")[0] or b"0", 16)
        data, chunks = data + chunks[:count], chunks[count + 2:]
    return data


def learn(port):
    plain = ask(port, FILE)
    if plain.body != PLAIN:
        raise SystemExit(f"port {port} does not serve the site: {plain.shown()}")
    return Facts(plain.field("ETag"), plain.field("Last-Modified"),
                 ask(port, FILE + "\nRange: bytes=0-9").status == 206,
                 ask(port, "GET /page.html\nAccept-Encoding: gzip").field("Content-Encoding") == "gzip")


@dataclasses.dataclass
class Outcome:
    """How one server did in one check."""
    verdict: str
    seen: str
    answers: list = dataclasses.field(default_factory=list)


def hold(check, port, facts):
    if check.needs and not getattr(facts, check.needs):
        return Outcome(NONE, NEEDS[check.needs])
    requests = [request for request in check.requests if facts.tag or "{weak tag}" not in request]
    answers = [ask(port, request, facts) for request in requests]
    seen = "; ".join(answer.shown(*check.shows) for answer in answers)
    return Outcome(YES if check.judge(answers) else NO, seen, answers)


def send_slowly(port):
    """One octet a second, until the server ends it or nobody would wait any longer."""
    head = octets_of(FILE + "\nX-Slow: " + "a" * 2 * SLOW_LIMIT, Facts("", "", False, False))
    began, received = time.monotonic(), b""
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as wire:
            wire.settimeout(1)
            for octet in head:
                if time.monotonic() - began > SLOW_LIMIT:
                    return Outcome(NO, f"still open after {SLOW_LIMIT} s")
                wire.sendall(bytes([octet]))
                next_second = time.monotonic() + 1
                while (left := next_second - time.monotonic()) > 0:
                    wire.settimeout(left)
                    with contextlib.suppress(TimeoutError):
                        octets = wire.recv(4096)
                        received += octets
                        if not octets:
                            return ended(began, received)
    except OSError:
        return ended(began, received)
    return Outcome(NO, f"still open after {SLOW_LIMIT} s")


def ended(began, received):
    answer = Answer("", received.decode("latin-1"))
    return Outcome(YES, f"ended after {time.monotonic() - began:.0f} s, {'with ' + str(answer.status) if answer.status else 'without an answer'}")


# Who is asked.

@dataclasses.dataclass
class Kind:
    """A server: how it is started as it is shipped, and what of its settings meets a check."""
    name: str
    ours: bool
    version: str
    command: typing.Callable
    settings: dict = dataclasses.field(default_factory=dict)
    configuration: str = ""
    tuned: str = ""


def make_site(folder):
    root = folder / "site"
    (root / ".git").mkdir(parents=True)
    (root / "plain.txt").write_bytes(PLAIN)
    (root / "page.html").write_bytes(HTML)
    (root / "page.html.gz").write_bytes(gzip.compress(HTML))
    (root / ".git" / "config").write_bytes(SECRET)
    (folder / "outside").mkdir()
    (folder / "outside" / "secret.txt").write_bytes(SECRET)
    (root / "link.txt").symlink_to(folder / "outside" / "secret.txt")
    (root / "linked").symlink_to(folder / "outside")
    for file in [*root.rglob("*"), *folder.glob("outside/*")]:
        os.utime(file, (OLD, OLD))
    return root


def first_line(*command):
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return (result.stdout + result.stderr).strip().split("\n")[0]


def number(text):
    return re.search(r"\d+(\.\d+)*\S*", text)[0].strip('",').removesuffix("/")


NGINX = """worker_processes 1; daemon off; pid {work}/pid; error_log {work}/log crit;{as_root}
events {{ }}
http {{
  access_log off; include /etc/nginx/mime.types; default_type application/octet-stream; sendfile on; tcp_nopush on;
  client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
  gzip on;
  server {{
    listen 127.0.0.1:{port}; root {root};
{settings}    location / {{ try_files $uri $uri/ =404; }}
  }}
}}
"""
NGINX_SETTINGS = """    gzip_static on; gzip_vary on;
    disable_symlinks on from=$document_root;
    location ~ /\\. { deny all; }
"""


def nginx(root, work, port, tuned):
    path = work / "nginx.conf"
    path.write_text(NGINX.format(root=root, work=work, port=port, settings=NGINX_SETTINGS if tuned else "",
                                 as_root=" user www-data;" if os.geteuid() == 0 else ""))
    return ["nginx", "-e", str(work / "log"), "-c", str(path)]


APACHE_MODULES = ("mpm_event authn_core authz_core authz_host alias autoindex deflate dir env filter mime negotiation "
                  "reqtimeout setenvif").split()
APACHE = """ServerRoot {work}
{modules}
PidFile {work}/pid
ErrorLog {work}/log
ServerName files.example
Listen 127.0.0.1:{port}
{as_root}
IncludeOptional /etc/apache2/mods-available/deflate.conf
IncludeOptional /etc/apache2/mods-available/dir.conf
IncludeOptional /etc/apache2/mods-available/mime.conf
IncludeOptional /etc/apache2/mods-available/negotiation.conf
IncludeOptional /etc/apache2/mods-available/reqtimeout.conf
TraceEnable Off
DocumentRoot {root}
<Directory {root}>
  Options Indexes FollowSymLinks
  Require all granted
</Directory>
<FilesMatch "^\\.ht">
  Require all denied
</FilesMatch>
{settings}"""
APACHE_SETTINGS = """<Directory {root}>
  Options -FollowSymLinks
</Directory>
RedirectMatch 404 "/\\."
HttpProtocolOptions RegisteredMethods
"""


def apache(root, work, port, tuned):
    modules = pathlib.Path("/usr/lib/apache2/modules")
    path = work / "apache.conf"
    path.write_text(APACHE.format(
        root=root, work=work, port=port, settings=APACHE_SETTINGS.format(root=root) if tuned else "",
        modules="\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in APACHE_MODULES),
        as_root="User www-data\nGroup www-data" if os.geteuid() == 0 else ""))
    return ["apache2", "-D", "FOREGROUND", "-f", str(path)]


CADDY = """{{
  admin off
  auto_https off
{global_settings}}}
http://:{port} {{
  bind 127.0.0.1
  root * {root}
{site_settings}}}
"""
CADDY_GLOBAL = "  servers {\n    timeouts {\n      read_header 30s\n    }\n  }\n"
CADDY_SITE = "  encode gzip\n  file_server {\n    precompressed gzip\n    hide .*\n  }\n"


def caddy(root, work, port, tuned):
    path = work / "Caddyfile"
    path.write_text(CADDY.format(root=root, port=port, global_settings=CADDY_GLOBAL if tuned else "",
                                 site_settings=CADDY_SITE if tuned else "  file_server\n"))
    return ["caddy", "run", "--config", str(path), "--adapter", "caddyfile"]


def jwebserver_path():
    """jwebserver of the newest JDK that stands beside the default one."""
    default = pathlib.Path(shutil.which("java") or "/nowhere").resolve()
    found = [*default.parents[2].glob("*/bin/jwebserver")] if len(default.parents) > 2 else []
    found += [pathlib.Path(path) for path in [shutil.which("jwebserver")] if path]
    return max(found, key=lambda path: [int(part) for part in re.findall(r"\d+", first_line(path, "-version"))], default=None)


def kinds(transports):
    """The servers that are installed, and a sentence for each that is not."""
    java = shutil.which("java")
    if not java or not JAR.exists():
        raise SystemExit(f"{JAR} is missing; build it: ./mvnw -q package -DskipTests")
    found = [ours(java, transport) for transport in transports]
    missing = []
    if shutil.which("nginx"):
        found.append(Kind("nginx", False, "nginx " + number(first_line("nginx", "-v")), nginx, {
            15: "`location ~ /\\. { deny all; }`", 16: "`disable_symlinks`", 18: "`gzip_static`, `gzip_vary`",
        }, plain(NGINX.replace("{as_root}", "").replace("{settings}", "")), NGINX_SETTINGS))
    else:
        missing.append("nginx is not installed and left out; Debian: `apt-get install nginx-light`.")
    if shutil.which("apache2"):
        found.append(Kind("Apache httpd", False, "Apache httpd " + number(first_line("apache2", "-v")), apache, {
            14: "`HttpProtocolOptions RegisteredMethods`", 15: "`RedirectMatch`", 16: "`Options -FollowSymLinks`",
        }, plain(APACHE.replace("{as_root}\n", "").replace("{settings}", "").replace("{modules}", "# LoadModule for: "
                 + " ".join(APACHE_MODULES))), plain(APACHE_SETTINGS)))
    else:
        missing.append("Apache httpd is not installed and left out; Debian: `apt-get install apache2`.")
    if shutil.which("caddy"):
        found.append(Kind("Caddy", False, "Caddy " + number(first_line("caddy", "version")), caddy, {
            15: "`hide .*`", 18: "`precompressed gzip`", 19: "`precompressed gzip`", 21: "`timeouts { read_header }`",
        }, plain(CADDY.replace("{global_settings}", "").replace("{site_settings}", "  file_server\n")),
            CADDY_GLOBAL + CADDY_SITE))
    else:
        missing.append("Caddy is not installed and left out; Debian: `apt-get install caddy`.")
    if jwebserver := jwebserver_path():
        slow = "-J-Dsun.net.httpserver.maxReqTime=30"
        found.append(Kind("jwebserver", False, first_line(jwebserver, "-version"),
                          lambda root, work, port, tuned: [str(jwebserver), *([slow] if tuned else []), "-d", str(root),
                                                           "-p", str(port), "-o", "none"],
                          {21: f"`{slow}`"}, "jwebserver -d ROOT -p PORT -o none\n", slow + "\n"))
    else:
        missing.append("jwebserver comes with a JDK, 18 or later, and there is none; Debian: `apt-get install openjdk-25-jdk`.")
    found.append(Kind("http.server", False, "Python " + number(sys.version), lambda root, work, port, tuned: [
        sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(root)],
        configuration="python3 -m http.server PORT --bind 127.0.0.1 --directory ROOT\n"))
    return found, missing


def ours(java, transport):
    version = number(first_line(java, "-jar", str(JAR), "--version"))
    return Kind("Roundhouse" if transport == "nio" else f"Roundhouse, {transport}", True,
                f"Roundhouse {version} on Java {number(first_line(java, '-version'))}",
                lambda root, work, port, tuned: [java, "-jar", str(JAR), "--quiet", "--directory", str(root), "--port", str(port),
                                                 "--transport=" + transport],
                configuration=f"java -jar http-app.jar --directory ROOT --port PORT --transport={transport}\n")


def plain(configuration):
    """A configuration with words for what each run fills in."""
    return configuration.format(root="ROOT", work="WORK", port="PORT")


class Running:
    """A server that runs, in a process group of its own, until it is stopped."""

    def __init__(self, kind, folder, root, tuned):
        self.kind, self.tuned = kind, tuned
        work = pathlib.Path(tempfile.mkdtemp(dir=folder))
        work.chmod(0o755)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.output = work / "output"
        home = {"HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work)}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(kind.command(root, work, self.port, tuned), stdin=subprocess.DEVNULL, stdout=output,
                                            stderr=output, start_new_session=True, env=os.environ | home)

    def await_listening(self):
        for _ in range(600):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit(f"{self.kind.name} does not start:\n{self.output.read_text()[-2000:]}")

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


# What comes of it.

@dataclasses.dataclass
class Cell:
    """The verdict on one server in one check, of its run as it is shipped and of the one with settings."""
    verdict: str
    shipped: Outcome
    setting: str = ""
    tuned: Outcome = None

    @property
    def note(self):
        note = self.shipped.seen
        if self.verdict == SETTING:
            note += f"; with {self.setting}: {self.tuned.seen}"
        return note


def cell_of(kind, key, shipped, tuned):
    if tuned is None or shipped.verdict == tuned.verdict:
        return Cell(shipped.verdict, shipped)
    if tuned.verdict == YES:
        return Cell(SETTING, shipped, kind.settings[key], tuned)
    return Cell(tuned.verdict, tuned)


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def hold_quick(running, chosen):
    """The outcomes of the checks but the slow one, by server, variant and number."""
    outcomes = {}
    for server in running:
        facts = learn(server.port)
        for key in chosen:
            progress(f"{server.kind.name}{' with settings' if server.tuned else ''}: check {key}")
            outcomes[server.kind.name, server.tuned, key] = hold(CHECKS[key - 1], server.port, facts)
    return outcomes


def hold_slow(running):
    """The slow sender, at all servers at once."""
    key, began = len(CHECKS) + 1, time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(len(running)) as pool:
        futures = {(server.kind.name, server.tuned, key): pool.submit(send_slowly, server.port) for server in running}
        while not all(future.done() for future in futures.values()):
            open_ones = sum(not future.done() for future in futures.values())
            progress(f"slow sender: {time.monotonic() - began:.0f} of {SLOW_LIMIT} s, {open_ones} still open")
            time.sleep(0.5)
    return {place: future.result() for place, future in futures.items()}


def measure(found, chosen):
    """All cells, by the name of the server and the number of the check."""
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        root = make_site(folder)
        running = []
        for kind in found:
            for tuned in [False, True] if kind.settings else [False]:
                running.append(Running(kind, folder, root, tuned))
                stack.callback(running[-1].stop)
        for server in running:
            progress(f"waiting for {server.kind.name}")
            server.await_listening()
        outcomes = hold_quick(running, [key for key in chosen if key <= len(CHECKS)])
        if len(CHECKS) + 1 in chosen:
            outcomes |= hold_slow(running)
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
    for title, counted in [("passed as shipped", [YES]), ("passed with settings", [YES, SETTING])]:
        counts = [str(sum(cells[kind.name, key].verdict in counted for key in chosen)) for kind in found]
        lines.append(f"| | {title}, of {len(chosen)} | " + " | ".join(counts) + " |")
    return "\n".join(lines) + "\n"


def notes(found, chosen, cells):
    lines = ["| server | check | verdict | what came back |", "|---|---:|:---:|---|"]
    for kind in found:
        for key in chosen:
            cell = cells[kind.name, key]
            if cell.verdict != YES:
                lines.append(f"| {kind.name} | {key} | {cell.verdict} | {cell.note} |")
    return "\n".join(lines) + "\n"


def judging(chosen):
    lines = ["| | request | what passes | clause | level |", "|---:|---|---|---|---|"]
    for key in chosen:
        check = check_of(key)
        requests = "<br>and ".join("<br>".join(f"`{line}`" for line in request.split("\n")) for request in check.requests)
        lines.append(f"| {key} | {requests} | {check.passes} | {clause(check.clause)} | {check.level} |")
    return "\n".join(lines) + "\n"


def configurations(found):
    parts = []
    for kind in found:
        parts.append(f"### {kind.name}\n\n```\n{kind.configuration}```\n")
        if kind.tuned:
            parts.append(f"With settings, besides:\n\n```\n{kind.tuned}```\n")
    return "\n".join(parts)


def markdown(found, missing, chosen, cells):
    versions = ", ".join(dict.fromkeys(kind.version for kind in found))
    left_out = "".join(f"{sentence}\n" for sentence in missing)
    return (f"{table(found, chosen, cells)}\n{versions}.\n{left_out}\n"
            f"## What came back where the table does not say yes\n\n{notes(found, chosen, cells)}\n"
            f"## How each check is judged\n\n{judging(chosen)}\n"
            f"## How each server was started\n\n{configurations(found)}")


def exchanges(outcome):
    return [{"sent": answer.sent, "received": answer.head} for answer in outcome.answers] if outcome else []


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


def conversations(found, chosen, cells):
    """What was sent and what came back, for whoever wants to see it with his own eyes."""
    for kind in found:
        for key in chosen:
            cell = cells[kind.name, key]
            print(f"=== {kind.name}, {key} {check_of(key).title}: {cell.verdict} ({cell.note})", file=sys.stderr)
            for exchange in exchanges(cell.shipped) + exchanges(cell.tuned):
                print(f"{exchange['sent'].rstrip()}\n---\n{exchange['received']}\n", file=sys.stderr)


def end(number, frame):
    raise SystemExit(128 + number)


def main():
    parser = argparse.ArgumentParser(description="Twenty checks of static file serving, and a slow sender, side by side.")
    parser.add_argument("-s", "--servers", help="comma-separated beginnings of names, in any case; default: all")
    parser.add_argument("-c", "--checks", help="comma-separated numbers; 21 is the slow sender; default: all")
    parser.add_argument("--transport", default="nio", help="of ours: nio, blocking, virtual, or several with commas")
    parser.add_argument("--format", choices=["markdown", "json"], default="markdown")
    parser.add_argument("--verbose", action="store_true", help="what was sent and what came back, on standard error")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name}, between <!-- tables --> and <!-- end -->")
    args = parser.parse_args()
    everything = range(1, len(CHECKS) + 2)
    try:
        chosen = sorted({int(key) for key in args.checks.split(",")}) if args.checks else list(everything)
    except ValueError:
        parser.error("--checks takes numbers, as 1,2,21")
    if not set(chosen) <= set(everything):
        parser.error(f"the checks are 1 to {everything[-1]}")
    if args.write and (args.servers or args.checks):
        parser.error("--write writes the whole page; leave --servers and --checks away")
    for number in [signal.SIGTERM, signal.SIGHUP]:
        signal.signal(number, end)
    found, missing = kinds(args.transport.split(","))
    if args.servers:
        wanted = tuple(name.strip().lower() for name in args.servers.split(","))
        found = [kind for kind in found if kind.ours and "nio" in wanted or kind.name.lower().startswith(wanted)]
        if not found:
            parser.error("none of these servers is installed")
    cells = measure(found, chosen)
    failures = [(kind, key) for kind in found if kind.ours for key in chosen if cells[kind.name, key].verdict != YES]
    if args.verbose:
        conversations(found, chosen, cells)
    text = markdown(found, missing, chosen, cells)
    print(as_json(found, missing, chosen, cells, not failures) if args.format == "json" else text)
    if args.write:
        page = PAGE.read_text()
        PAGE.write_text(re.sub(r"(<!-- tables -->\n).*(<!-- end -->)", lambda m: m[1] + "\n" + text + "\n" + m[2], page, flags=re.S))
    for kind, key in failures:
        print(f"{kind.name} fails check {key}: {cells[kind.name, key].note}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
