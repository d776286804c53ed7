"""The checks of static-serving.py: their requests and pass criteria, and how one is run against a server."""
import contextlib
import dataclasses
import email.utils
import re
import socket
import time
import typing

TIMEOUT = 10
SLOW_LIMIT = 70
PLAIN = b"".join(b"line %04d of a plain file\n" % line for line in range(100))
HTML = b"<!doctype html><title>A page</title>\n" + b"<p>A paragraph that compresses well.</p>\n" * 300
SECRET = b"private: not to be served\n"
OLD = int(time.time()) - 7 * 86400

YES, SETTING, NO, NONE = "yes", "set", "**no**", "–"


# The checks.

@dataclasses.dataclass
class Response:
    """A response; its status is 0 if the connection was closed without one."""
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
        """The status, and those of the given headers that are present."""
        line = str(self.status) if self.status else "no response"
        return " ".join([line, *(f"`{name}: {self.field(name)}`" if self.all(name) else f"without {name}" for name in names)])


@dataclasses.dataclass
class Facts:
    """What a server sends for a plain GET of a file: it decides which checks are applicable."""
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
    """A check: its requests, its pass criterion, and what a server needs for it."""
    title: str
    clause: str
    level: str
    requests: list
    passes: str
    passes_with: typing.Callable
    shows: tuple = ()
    needs: str = ""


def status(*wanted):
    return lambda responses: all(response.status in wanted for response in responses)


def is_complete(response):
    return response.status == 200 and response.body == PLAIN and not response.all("Content-Range")


def is_part(response, first, last):
    return (response.status == 206 and response.field("Content-Range") == f"bytes {first}-{last}/{len(PLAIN)}"
            and response.body == PLAIN[first:last + 1])


def is_hidden(response):
    return 400 <= response.status < 500 and SECRET.strip() not in response.body


def has_vary(responses):
    coded, plain = responses
    return (coded.field("Content-Encoding") == "gzip" and not plain.all("Content-Encoding")
            and all(response.status == 200 and response.lists("Vary", "Accept-Encoding") for response in responses))


def is_not_allowed(responses):
    return responses[0].status == 501 or responses[0].status == 405 and responses[0].lists("Allow", "GET")


FILE = "GET /plain.txt"
NO_HOST = "(no Host)"
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
          f"206 with `Content-Range: bytes 100-299/{N}` and these bytes",
          lambda a: is_part(a[0], 100, 299), ("Content-Range",)),
    Check("a range from the end", "9110 §14.1.2", "MAY", [FILE + "\nRange: bytes=-100"],
          f"206 with `Content-Range: bytes {N - 100}-{N - 1}/{N}` and these bytes",
          lambda a: is_part(a[0], N - 100, N - 1), ("Content-Range",), needs="ranges"),
    Check("a range after the end", "9110 §15.5.17", "SHOULD", [FILE + f"\nRange: bytes={N}-"],
          f"416 with `Content-Range: bytes */{N}`",
          lambda a: a[0].status == 416 and a[0].field("Content-Range") == f"bytes */{N}", ("Content-Range",), needs="ranges"),
    Check("`If-Range` that does not match", "9110 §13.1.5", "MUST",
          [FILE + '\nRange: bytes=100-299\nIf-Range: "other"', FILE + "\nRange: bytes=100-299\nIf-Range: {weak tag}"],
          "both times 200 and the complete file: a weak tag never matches here", lambda a: all(map(is_complete, a)),
          ("Content-Range",), needs="ranges"),
    Check("`Range` on HEAD is ignored", "9110 §14.2", "MUST", ["HEAD /plain.txt\nRange: bytes=100-299"],
          "200 without `Content-Range`", lambda a: a[0].status == 200 and not a[0].all("Content-Range"),
          ("Content-Range", "Content-Length"), needs="ranges"),
    Check("DELETE of a file", "9110 §15.5.6", "MUST", ["DELETE /plain.txt"],
          "405 with an `Allow` that lists GET; or 501, which §9.1 leaves to a server that has no DELETE anywhere",
          is_not_allowed, ("Allow",)),
    Check("an unknown method", "9110 §9.1", "SHOULD", ["BREW /plain.txt"], "501", status(501), ("Allow",)),
    Check("files with a dot are not served", "none", "custom", ["GET /.git/config"],
          "400 to 499, and nothing of the file", lambda a: all(map(is_hidden, a))),
    Check("links to the outside are not followed", "9110 §17.3", "custom", ["GET /link.txt", "GET /linked/secret.txt"],
          "both times 400 to 499, and nothing of the file", lambda a: all(map(is_hidden, a))),
    Check("`%00` in a path is rejected", "9110 §17.3", "custom", ["GET /plain.txt%00.html"],
          "400 to 499; not 200, and not a connection that is closed without a response", lambda a: 400 <= a[0].status < 500),
    Check("`Vary` where content is coded", "9110 §12.5.5", "SHOULD",
          ["GET /page.html\nAccept-Encoding: gzip", "GET /page.html"],
          "200 both times, first in gzip, then not; `Vary` lists Accept-Encoding both times, or a cache would send the response "
          "without it to all clients", has_vary,
          ("Content-Encoding", "Vary"), needs="compresses"),
    Check("`gzip;q=0` is respected", "9110 §12.4.2", "SHOULD", ["GET /page.html\nAccept-Encoding: gzip;q=0"],
          "200 without `Content-Encoding`, and the page as it is",
          lambda a: a[0].status == 200 and a[0].body == HTML and not a[0].all("Content-Encoding"),
          ("Content-Encoding",), needs="compresses"),
    Check("`Host` missing, or twice", "9112 §3.2", "MUST",
          [FILE + f"\n{NO_HOST}", FILE + "\nHost: one.example\nHost: two.example"], "400 both times", status(400)),
]
SLOW = Check("a head sent one byte per second", "9110 §15.5.9", "custom",
             [FILE + "\nX-Slow: aaaa…"],
             f"the connection is closed, with or without 408, within {SLOW_LIMIT} seconds; the "
             "head takes longer than that", None)
NEEDS = {"tag": "it sends no entity tag", "modified": "it sends no `Last-Modified`", "ranges": "it has no ranges",
         "compresses": "it does not compress"}


# How they are run.

def bytes_of(template, facts):
    """The request that a template stands for: HTTP/1.1, Host and Connection are added."""
    line, *fields = facts.fill(template).split("\n")
    if not any(field.startswith(("Host:", NO_HOST)) for field in fields):
        fields.insert(0, "Host: files.example")
    fields = [field for field in fields if field != NO_HOST]
    return "\r\n".join([line + " HTTP/1.1", *fields, "Connection: close", "", ""]).encode()


def send(port, template, facts=Facts("", "", False, False)):
    request = bytes_of(template, facts)
    received = b""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), TIMEOUT) as wire:
        wire.sendall(request)
        while data := wire.recv(65536):
            received += data
    head, _, body = received.partition(b"\r\n\r\n")
    response = Response(request.decode(), head.decode("latin-1"))
    response.body = joined(body) if response.field("Transfer-Encoding") == "chunked" else body
    return response


def joined(chunks):
    """The data of a chunked body."""
    data = b""
    while chunks:
        size, _, chunks = chunks.partition(b"\r\n")
        count = int(size.split(b";")[0] or b"0", 16)
        data, chunks = data + chunks[:count], chunks[count + 2:]
    return data


def learn(port):
    plain = send(port, FILE)
    if plain.body != PLAIN:
        raise SystemExit(f"port {port} does not serve the site: {plain.shown()}")
    return Facts(plain.field("ETag"), plain.field("Last-Modified"),
                 send(port, FILE + "\nRange: bytes=0-9").status == 206,
                 send(port, "GET /page.html\nAccept-Encoding: gzip").field("Content-Encoding") == "gzip")


@dataclasses.dataclass
class Outcome:
    """The outcome of one server in one check."""
    verdict: str
    seen: str
    responses: list = dataclasses.field(default_factory=list)


def run(check, port, facts):
    if check.needs and not getattr(facts, check.needs):
        return Outcome(NONE, NEEDS[check.needs])
    requests = [request for request in check.requests if facts.tag or "{weak tag}" not in request]
    responses = [send(port, request, facts) for request in requests]
    seen = "; ".join(response.shown(*check.shows) for response in responses)
    return Outcome(YES if check.passes_with(responses) else NO, seen, responses)


def send_slowly(port):
    """One byte per second, until the server closes the connection or the limit is reached."""
    head = bytes_of(FILE + "\nX-Slow: " + "a" * 2 * SLOW_LIMIT, Facts("", "", False, False))
    began, received = time.monotonic(), b""
    try:
        with socket.create_connection(("127.0.0.1", port), TIMEOUT) as wire:
            wire.settimeout(1)
            for byte in head:
                if time.monotonic() - began > SLOW_LIMIT:
                    return Outcome(NO, f"still open after {SLOW_LIMIT} s")
                wire.sendall(bytes([byte]))
                next_second = time.monotonic() + 1
                while (left := next_second - time.monotonic()) > 0:
                    wire.settimeout(left)
                    with contextlib.suppress(TimeoutError):
                        data = wire.recv(4096)
                        received += data
                        if not data:
                            return ended(began, received)
    except OSError:
        return ended(began, received)
    return Outcome(NO, f"still open after {SLOW_LIMIT} s")


def ended(began, received):
    response = Response("", received.decode("latin-1"))
    with_what = f"with {response.status}" if response.status else "without a response"
    return Outcome(YES, f"closed after {time.monotonic() - began:.0f} s, {with_what}")
