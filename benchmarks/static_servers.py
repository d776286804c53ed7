"""The servers that static-serving.py tests: how each is started with its default settings, and with additional ones.

The default settings are those of the Debian package, with a root, a port and writable directories for the test. Additional
settings are those that the manual of the server has for a check; solutions by scripts are not used.
"""
import contextlib
import dataclasses
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

JAR = pathlib.Path(__file__).resolve().parent.parent / "http-app" / "target" / "http-app.jar"


@dataclasses.dataclass
class Kind:
    """A server: how it is started, and which settings let it pass a check."""
    name: str
    is_own: bool
    version: str
    command: typing.Callable
    settings: dict = dataclasses.field(default_factory=dict)
    configuration: str = ""
    tuned: str = ""


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
    """jwebserver of the newest JDK next to the default one."""
    default = pathlib.Path(shutil.which("java") or "/nowhere").resolve()
    found = [*default.parents[2].glob("*/bin/jwebserver")] if len(default.parents) > 2 else []
    found += [pathlib.Path(path) for path in [shutil.which("jwebserver")] if path]
    return max(found, key=lambda path: [int(part) for part in re.findall(r"\d+", first_line(path, "-version"))], default=None)


def kinds(transports):
    """The servers that are installed, and a sentence for each that is not."""
    java = shutil.which("java")
    if not java or not JAR.exists():
        raise SystemExit(f"{JAR} is missing; build it: ./mvnw -q package -DskipTests")
    found = [roundhouse(java, transport) for transport in transports]
    missing = []
    if shutil.which("nginx"):
        found.append(Kind("nginx", False, "nginx " + number(first_line("nginx", "-v")), nginx, {
            15: "`location ~ /\\. { deny all; }`", 16: "`disable_symlinks`", 18: "`gzip_static`, `gzip_vary`",
        }, plain(NGINX.replace("{as_root}", "").replace("{settings}", "")), NGINX_SETTINGS))
    else:
        missing.append("nginx is not installed, so it was skipped; Debian: `apt-get install nginx-light`.")
    if shutil.which("apache2"):
        found.append(Kind("Apache httpd", False, "Apache httpd " + number(first_line("apache2", "-v")), apache, {
            15: "`RedirectMatch`", 16: "`Options -FollowSymLinks`",
        }, plain(APACHE.replace("{as_root}\n", "").replace("{settings}", "").replace("{modules}", "# LoadModule for: "
                 + " ".join(APACHE_MODULES))), plain(APACHE_SETTINGS)))
    else:
        missing.append("Apache httpd is not installed, so it was skipped; Debian: `apt-get install apache2`.")
    if shutil.which("caddy"):
        found.append(Kind("Caddy", False, "Caddy " + number(first_line("caddy", "version")), caddy, {
            15: "`hide .*`", 18: "`precompressed gzip`", 19: "`precompressed gzip`", 21: "`timeouts { read_header }`",
        }, plain(CADDY.replace("{global_settings}", "").replace("{site_settings}", "  file_server\n")),
            CADDY_GLOBAL + CADDY_SITE))
    else:
        missing.append("Caddy is not installed, so it was skipped; Debian: `apt-get install caddy`.")
    if jwebserver := jwebserver_path():
        found.append(Kind("jwebserver", False, first_line(jwebserver, "-version"), lambda root, work, port, tuned: [
            str(jwebserver), "-d", str(root), "-p", str(port), "-o", "none"],
            configuration="jwebserver -d ROOT -p PORT -o none\n"))
    else:
        missing.append("jwebserver was skipped; it requires JDK 18 or later next to the default Java.")
    found.append(Kind("http.server", False, "Python " + number(sys.version), lambda root, work, port, tuned: [
        sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(root)],
        configuration="python3 -m http.server PORT --bind 127.0.0.1 --directory ROOT\n"))
    return found, missing


def roundhouse(java, transport):
    version = number(first_line(java, "-jar", str(JAR), "--version"))
    return Kind("Roundhouse" if transport == "nio" else f"Roundhouse, {transport}", True,
                f"Roundhouse {version} on Java {number(first_line(java, '-version'))}",
                lambda root, work, port, tuned: [java, "-jar", str(JAR), "--quiet", "--directory", str(root), "--port", str(port),
                                                 "--transport=" + transport],
                configuration=f"java -jar http-app.jar --directory ROOT --port PORT --transport={transport}\n")


def plain(configuration):
    """A configuration with placeholders for the values of a run."""
    return configuration.format(root="ROOT", work="WORK", port="PORT")


class Running:
    """A running server in a process group of its own."""

    def __init__(self, kind, directory, root, tuned):
        self.kind, self.tuned = kind, tuned
        work = pathlib.Path(tempfile.mkdtemp(dir=directory))
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
