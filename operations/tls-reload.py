#!/usr/bin/env python3
"""Replaces the certificate of a server 200 times under load, and counts what fails.

    operations/tls-reload.py [--poll] [TRANSPORT [REPLACEMENTS [REQUESTS_PER_SECOND]]]      needs openssl and the built jar

The files are replaced by a rename of each, by a new target of a link (as certbot does), by a new target of the link ..data (as Kubernetes
does) and by a write in place; every third time with files that cannot be used. SIGHUP loads them at once; with the option --poll, the
server has to notice the new files itself, and has 10 seconds for it. A connection has 20 requests, and half of the connections resume a
session, most of them one from before a replacement. Exits with 1 if a handshake or a request failed, if a certificate was served that
had been replaced too long before, or not been installed yet, if a session was not resumed, or if the server did not log each usable
certificate that it had the time to load.
"""
import os, random, shutil, signal, socket, ssl, subprocess, sys, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
JAR = os.environ.get("JAR", os.path.join(HERE, "..", "http-app", "target", "http-app.jar"))
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
POLLS = "--poll" in sys.argv
ARGUMENTS = [argument for argument in sys.argv[1:] if argument != "--poll"]
TRANSPORT = ARGUMENTS[0] if ARGUMENTS else "nio"
REPLACEMENTS = int(ARGUMENTS[1]) if len(ARGUMENTS) > 1 else 200
RATE = int(ARGUMENTS[2]) if len(ARGUMENTS) > 2 else 1000
PORT = int(os.environ.get("PORT", "18444"))
THREADS = 8
REQUESTS_PER_CONNECTION = 20
KEPT_SESSIONS = 10
PAIRS = 60
# How long a replaced certificate may still be served, and the pause between two replacements.
LOAD_SECONDS = 10.5 if POLLS else 2
PAUSE_SECONDS = 12 if POLLS else 0.25
# A response without content, which is one record.
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n\r\n"


def openssl(*arguments):
    subprocess.run(("openssl",) + arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def issue_pairs(work):
    root = os.path.join(work, "root.pem")
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650", "-subj", "/CN=root",
            "-keyout", root + ".key", "-out", root)
    extensions = os.path.join(work, "extensions")
    with open(extensions, "w") as file:
        file.write("subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n")
    pairs = []
    for number in range(PAIRS):
        base = os.path.join(work, "pair%d" % number)
        algorithm = ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
        openssl("req", "-new", "-newkey", *algorithm, "-nodes", "-subj", "/CN=pair%d" % number, "-keyout", base + ".key", "-out", base + ".csr")
        openssl("x509", "-req", "-in", base + ".csr", "-CA", root, "-CAkey", root + ".key", "-CAcreateserial", "-days", "90",
                "-extfile", extensions, "-out", base + ".pem")
        with open(base + ".pem", "rb") as chain, open(base + ".key", "rb") as key:
            pairs.append((chain.read(), key.read()))
    return root, pairs


class Files:
    """The files of the server: links to a directory that is a link to a directory, as Kubernetes mounts them."""

    def __init__(self, work, pair):
        self.base = os.path.join(work, "live")
        self.count = 0
        os.mkdir(self.base)
        self.swap_directory(pair)
        for name in ("tls.crt", "tls.key"):
            os.symlink("..data/" + name, os.path.join(self.base, name))

    def paths(self):
        return [os.path.join(self.base, name) for name in ("tls.crt", "tls.key")]

    def write(self, directory, pair):
        for name, content in zip(("tls.crt", "tls.key"), pair):
            path = os.path.join(directory, name)
            with open(path, "wb") as file:
                file.write(content)
            os.chmod(path, 0o600)

    def new_directory(self, pair):
        self.count += 1
        directory = os.path.join(self.base, "..%d" % self.count)
        os.mkdir(directory)
        self.write(directory, pair)
        return directory

    def swap_directory(self, pair):
        link = os.path.join(self.base, "..data_tmp")
        os.symlink(os.path.basename(self.new_directory(pair)), link)
        os.rename(link, os.path.join(self.base, "..data"))

    def swap_links(self, pair):
        directory = self.new_directory(pair)
        for path in self.paths():
            os.symlink(os.path.join(directory, os.path.basename(path)), path + ".new")
            os.rename(path + ".new", path)

    def rename(self, pair):
        for path, content in zip(self.paths(), pair):
            with open(path + ".new", "wb") as file:
                file.write(content)
            os.chmod(path + ".new", 0o600)
            os.rename(path + ".new", path)

    def write_in_place(self, pair):
        for path, content in zip(self.paths(), pair):
            with open(path, "wb") as file:
                file.write(content)

    def replace(self, number, pair):
        (self.rename, self.write_in_place, self.swap_links, self.swap_directory)[number % 4](pair)
        if number % 4 == 3:  # Kubernetes has links that stay.
            for path in self.paths():
                os.symlink("..data/" + os.path.basename(path), path + ".new")
                os.rename(path + ".new", path)


class Installed:
    """The usable certificates, each with the time from which on it could be served, and that at which it was replaced."""

    def __init__(self, name):
        self.lock = threading.Lock()
        self.entries = [[name, time.monotonic(), float("inf")]]

    def begin(self, name):
        with self.lock:
            self.entries.append([name, time.monotonic(), float("inf")])

    def end_previous(self):
        with self.lock:
            self.entries[-2][2] = time.monotonic()

    def allows(self, name, began, ended):
        with self.lock:
            return any(name == known and since <= ended and began <= until + LOAD_SECONDS for known, since, until in self.entries)


class Load:
    def __init__(self, root, installed):
        self.installed = installed
        self.root = root
        self.lock = threading.Lock()
        self.requests = self.connections = self.resumed = self.not_resumed = 0
        self.failures, self.seen = [], {}
        self.ended = threading.Event()
        self.sessions = []

    def context(self, version):
        context = ssl.create_default_context(cafile=self.root)
        context.minimum_version = context.maximum_version = version
        return context

    def run(self, seed):
        chance = random.Random(seed)
        # A session can be resumed with the context that created it alone.
        contexts = {version: self.context(version) for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)}
        sessions = {version: [] for version in contexts}
        due = time.monotonic()
        while not self.ended.is_set():
            due = max(due + THREADS * REQUESTS_PER_CONNECTION / RATE, time.monotonic() - 1)
            time.sleep(max(0, due - time.monotonic()))
            version = chance.choice(list(contexts))
            old = sessions[version]
            session = old.pop(chance.randrange(len(old))) if len(old) > KEPT_SESSIONS / 2 and chance.random() < 0.5 else None
            try:
                self.request(contexts[version], session, old)
            except Exception as failed:  # each one is counted
                with self.lock:
                    self.failures.append("%s: %r" % (version.name, failed))

    def request(self, context, session, sessions):
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", PORT), 30) as plain:
            with context.wrap_socket(plain, server_hostname="localhost", session=session) as secured:
                for _ in range(REQUESTS_PER_CONNECTION):
                    secured.sendall(REQUEST)
                    head = secured.recv(65536)
                    if not head.startswith(b"HTTP/1.1 304 "):
                        raise ValueError("response %r" % head[:40])
                name = dict(entry[0] for entry in secured.getpeercert()["subject"])["commonName"]
                if len(sessions) < KEPT_SESSIONS:
                    sessions.append(secured.session)
                # A resumed session has the certificate of its first handshake.
                if session is None and not self.installed.allows(name, began, time.monotonic()):
                    raise ValueError("the certificate %s is not the current one" % name)
                with self.lock:
                    self.requests += REQUESTS_PER_CONNECTION
                    self.connections += 1
                    self.seen[name] = self.seen.get(name, 0) + 1
                    if session is not None:
                        self.resumed += secured.session_reused
                        self.not_resumed += not secured.session_reused


def broken(number, pairs, chance):
    chain, key = pairs[number % PAIRS]
    other = pairs[(number + 1) % PAIRS]
    return chance.choice([(chain, other[1]), (chain[: len(chain) // 2], key), (chain, b""), (b"nothing\n", key)])


def main():
    work = tempfile.mkdtemp()
    root, pairs = issue_pairs(work)
    files = Files(work, pairs[0])
    log_path = os.path.join(work, "server.log")
    chain, key = files.paths()
    server = subprocess.Popen(
        [JAVA, "-jar", JAR, "--quiet", "--directory", os.path.join(HERE, "..", "http-app", "site"), "--port", str(PORT),
         "--transport=" + TRANSPORT, "--tls-cert", chain, "--tls-key", key],
        stderr=open(log_path, "w"))
    try:
        while "listening on" not in open(log_path).read():
            if server.poll() is not None:
                sys.exit(open(log_path).read())
            time.sleep(0.1)
        installed = Installed("pair0")
        load = Load(root, installed)
        threads = [threading.Thread(target=load.run, args=(seed,)) for seed in range(THREADS)]
        for thread in threads:
            thread.start()
        start = time.monotonic()
        chance = random.Random(1)
        for number in range(1, REPLACEMENTS + 1):
            is_usable = number % 3 != 0
            if is_usable:
                installed.begin("pair%d" % (number % PAIRS))
            files.replace(number, pairs[number % PAIRS] if is_usable else broken(number, pairs, chance))
            if not POLLS:
                server.send_signal(signal.SIGHUP)
            if is_usable:
                installed.end_previous()
            time.sleep(PAUSE_SECONDS)
        load.ended.set()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - start
    finally:
        server.terminate()
        code = server.wait()
    log = open(log_path).read()
    shutil.rmtree(work)
    print("%d requests in %d s (%d per second), %d connections, %d failed"
          % (load.requests, seconds, load.requests / seconds, load.connections, len(load.failures)))
    loaded = log.count("loaded certificate")
    print("%d replacements: %d loaded, %d rejected" % (REPLACEMENTS, loaded, log.count("cannot load")))
    print("%d sessions resumed, %d not" % (load.resumed, load.not_resumed))
    print("certificates served: " + ", ".join("%s %d" % entry for entry in sorted(load.seen.items())))
    for failure in load.failures[:5]:
        print(failure)
    # A few may be replaced before they are loaded.
    too_few = loaded < REPLACEMENTS * 2 / 3 * 0.9
    sys.exit(1 if load.failures or load.not_resumed or too_few or code else 0)


main()
