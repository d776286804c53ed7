"""What memory a JVM uses, by jcmd and the files of Linux."""
import pathlib
import re
import subprocess


def histogram(pid):
    """Returns the number and the bytes of the live objects of a JVM by class, after a collection."""
    table = subprocess.run(["jcmd", str(pid), "GC.class_histogram"], capture_output=True, check=True, text=True).stdout
    rows = re.findall(r"^ *\d+: +(\d+) +(\d+) +(\S+)", table, re.M)
    return {name: (int(count), int(size)) for count, size, name in rows}


def live_bytes(pid):
    """Returns the bytes of the live objects of a JVM."""
    return sum(size for _, size in histogram(pid).values())


def status(pid):
    """Returns resident memory in KiB and the number of threads."""
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]), int(re.search(r"Threads:\s+(\d+)", text)[1])
