"""The servers that compare.py, compare-tls.py and compare-http2.py compare: how each is started, and what CPU time it uses."""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
JAR = HERE.parent / "http-app" / "target" / "http-app.jar"
PEERS = HERE / "peers" / "target"
TICKS = os.sysconf("SC_CLK_TCK")


def javas():
    """The default Java, and others next to it, by their version."""
    default = pathlib.Path(shutil.which("java")).resolve()
    found = {}
    for java in [default, *sorted(default.parents[2].glob("*/bin/java"))]:
        text = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
        found.setdefault(int(re.search(r'version "(\d+)', text).group(1)), java.resolve())
    return found


class Certificate:
    """A certificate for localhost with an ECDSA key on P-256, as PEM files for C and Go and as a PKCS#12 file for Java."""

    def __init__(self, directory):
        self.chain, self.key, self.store = (directory / name for name in ["chain.pem", "key.pem", "both.p12"])
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                        "-keyout", self.key, "-out", self.chain], check=True, capture_output=True)
        subprocess.run(["openssl", "pkcs12", "-export", "-in", self.chain, "-inkey", self.key, "-out", self.store,
                        "-passout", "pass:changeit"], check=True, capture_output=True)


# One version, one cipher and one group for all servers. Session tickets are on by default in all of them.
NGINX_TLS = """ssl_certificate {0.chain}; ssl_certificate_key {0.key}; ssl_protocols TLSv1.3; ssl_session_tickets on;
    ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256; ssl_ecdh_curve X25519;"""
H2O_TLS = """ssl: {{certificate-file: {0.chain}, key-file: {0.key}, minimum-version: TLSv1.3, cipher-preference: server}}"""
LIGHTTPD_TLS = """server.modules += ("mod_openssl")
ssl.engine = "enable"
ssl.pemfile = "{0.chain}"
ssl.privkey = "{0.key}"
ssl.openssl.ssl-conf-cmd = ("MinProtocol" => "TLSv1.3", "Ciphersuites" => "TLS_AES_128_GCM_SHA256", "Groups" => "X25519",
  "Options" => "SessionTicket")
"""
# HTTP/2 in clear text is off by default.
LIGHTTPD_H2C = 'server.feature-flags += ("server.h2c" => "enable")\n'
CADDY = """{{
  admin off
  auto_https off
  servers {{
    protocols {protocols}
  }}
}}
{scheme}://:{port} {{
  bind 127.0.0.1
{tls}  root * {root}
  file_server
}}
"""
CADDY_TLS = """  tls {0.chain} {0.key} {{
    protocols tls1.3
    curves x25519
  }}
"""
OPENSSL = """openssl_conf = init
[init]
ssl_conf = sections
[sections]
system_default = tls
[tls]
MinProtocol = TLSv1.3
Ciphersuites = TLS_AES_128_GCM_SHA256
Groups = X25519
"""


def client_environment(directory):
    """The environment in which a client that uses OpenSSL offers the same version, cipher and group alone."""
    configuration = pathlib.Path(directory, "openssl.cnf")
    configuration.write_text(OPENSSL)
    return {"OPENSSL_CONF": str(configuration)}


def tls_options(certificate):
    if not certificate:
        return []
    return ["--tls-cert", str(certificate.chain), "--tls-key", str(certificate.key), "--tls-min=1.3",
            "--tls-ciphers=TLS_AES_128_GCM_SHA256"]


def nginx_config(directory, root, port, certificate, http2):
    protocols, settings = (" ssl", NGINX_TLS.format(certificate)) if certificate else ("", "")
    if http2:
        protocols += " http2"
    path = directory / f"nginx-{port}.conf"
    path.write_text(f"""
worker_processes 1; pid {directory}/nginx-{port}.pid; daemon off; error_log {directory}/nginx-{port}.log crit;
worker_rlimit_nofile 20000;
events {{ worker_connections 8192; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type application/octet-stream;
  server {{ listen 127.0.0.1:{port}{protocols}; root {root}; {settings} }} }}
""")
    return path


def servers(directory, root, certificate=None, http2=False):
    """Name and command of each server that is installed, as functions of the port; over TLS if there is a certificate.

    With http2, those that support HTTP/2, by ALPN over TLS, or by prior knowledge in clear text.
    """
    found = {}
    if shutil.which("nginx"):
        found["nginx"] = lambda port: ["nginx", "-c", str(nginx_config(directory, root, port, certificate, http2))]
    if shutil.which("cc") and not certificate and not http2:
        floor = directory / "floor"
        subprocess.run(["cc", "-O2", "-o", floor, HERE / "floor" / "floor.c"], check=True)
        found["floor"] = lambda port: [str(floor), str(port), str(root)]
        found["floor-sendfile"] = lambda port: [str(floor), str(port), str(root), "sendfile"]
    versions = javas()
    flags = os.environ.get("JAVA_OPTS", "").split()
    options = tls_options(certificate) if certificate else ["--h2c"] if http2 else []

    def roundhouse(java, transport):
        return lambda port: [str(java), *flags, "-jar", str(JAR), "--quiet", "--directory", str(root), "--port", str(port),
                             f"--transport={transport}", *options]

    for version, java in versions.items():
        for transport in ["nio", "blocking"] + (["virtual"] if version >= 21 else []):
            found[f"{transport}-{version}"] = roundhouse(java, transport)
    if shutil.which("h2o"):
        def h2o(port):
            path = directory / f"h2o-{port}.conf"
            tls = ", " + H2O_TLS.format(certificate) if certificate else ""
            path.write_text(f'num-threads: 1\nuser: root\nlisten: {{host: 127.0.0.1, port: {port}{tls}}}\n'
                            f'hosts: {{default: {{paths: {{"/": {{file.dir: {root}}}}}}}}}\n')
            return ["h2o", "-c", str(path)]
        found["h2o"] = h2o
    if shutil.which("lighttpd"):
        def lighttpd(port):
            path = directory / f"lighttpd-{port}.conf"
            path.write_text(f'server.document-root = "{root}"\nserver.port = {port}\nserver.bind = "127.0.0.1"\n'
                            f'server.max-keep-alive-requests = 1000000000\nserver.max-fds = 20000\n'
                            # Without a type it sends no Last-Modified and no ETag.
                            f'mimetype.assign = ("" => "application/octet-stream")\n'
                            + (LIGHTTPD_TLS.format(certificate) if certificate else LIGHTTPD_H2C if http2 else ""))
            return ["lighttpd", "-D", "-f", str(path)]
        found["lighttpd"] = lighttpd
    if shutil.which("caddy") and (certificate or http2):
        def caddy(port):
            path = directory / f"Caddyfile-{port}"
            protocols = "h1" if not http2 else "h1 h2" if certificate else "h1 h2c"
            path.write_text(CADDY.format(protocols=protocols, scheme="https" if certificate else "http", port=port, root=root,
                                         tls=CADDY_TLS.format(certificate) if certificate else ""))
            return ["caddy", "run", "--config", str(path), "--adapter", "caddyfile"]
        found["caddy"] = caddy
    elif shutil.which("caddy"):
        found["caddy"] = lambda port: ["caddy", "file-server", "--root", str(root), "--listen", f"127.0.0.1:{port}"]
    if max(versions) >= 18 and not certificate and not http2:
        java = versions[max(versions)]
        found["jwebserver"] = lambda port: [str(java.parent / "jwebserver"), "-d", str(root), "-p", str(port), "-o", "none"]
    for peer in sorted((PEERS / "classes" / "dev" / "roundhouse" / "benchmarks").glob("*.class")):
        if peer.stem in ["Jetty", "Undertow", "Netty", "Helidon"] + ([] if certificate or http2 else ["Vertx", "Tomcat"]):
            found[peer.stem.lower()] = peer_command(versions[max(versions)], [*flags, *(["-Dhttp2=true"] if http2 else [])],
                                                    peer.stem, root, certificate)
    return found


def peer_command(java, flags, peer, root, certificate):
    classpath = f"{PEERS / 'classes'}:{PEERS / 'lib'}/*"
    return lambda port: [str(java), *flags, "-cp", classpath, f"dev.roundhouse.benchmarks.{peer}", str(root), str(port),
                         *([str(certificate.store)] if certificate else [])]


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
