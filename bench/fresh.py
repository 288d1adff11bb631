"""The two commands in a clean Debian 12 that has nothing but `python3`: `python -m bench fresh [FOLDER]`, as root.

debootstrap makes the system below FOLDER from the mirror this machine's own apt uses; what pip and apt need to reach
their registries is taken over from this machine. Mounts live and die with the commands. FOLDER is left for a look.
"""

import csv
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Sequence
from http.cookiejar import CookieJar
from pathlib import Path

from bench._servers import HOST, ROOT, free_port

RELEASE = "bookworm"
WITHIN = 90  # seconds until a first start answers
PATIENCE = 600
BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")
TAKEN_OVER = ("etc/apt/sources.list", "etc/apt/sources.list.d", "etc/apt/apt.conf.d", "etc/resolv.conf", "etc/pip.conf")
PASSED_ON = re.compile(r"(?i)(https?|no|ftp)_proxy|PIP_(INDEX_URL|TRUSTED_HOST|DEFAULT_TIMEOUT)|SOURCE_DATE_EPOCH")
INSIDE = """
mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit 1
root=$1; shift; exec chroot "$root" env -i "$@"
"""


class CleanDebian:
    """A folder with a system in it, and a fresh clone of the project in that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "srv" / "vinh-danh"
        self.certificates = next((bundle for bundle in BUNDLES if Path(bundle).exists()), None)

    def make(self) -> None:
        debootstrap = ["debootstrap", "--variant=minbase", "--include=python3", RELEASE, str(self.folder), mirror()]
        subprocess.run(debootstrap, check=True, stdout=subprocess.DEVNULL)
        for name in TAKEN_OVER:
            self._take_over(Path("/", name))
        if self.certificates:  # under a name that installing Debian's own does not overwrite
            shutil.copy(self.certificates, self.folder / "etc" / "machine-certificates.crt")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(self.project)], check=True)

    def _take_over(self, source: Path) -> None:
        target = self.folder / source.relative_to("/")
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.exists():
            target.unlink(missing_ok=True)
            shutil.copy(source, target)

    def start(self, command: Sequence[str], log: Path, **settings: str) -> "subprocess.Popen[bytes]":
        """Every part of the chain becomes the next, so that the process is the command itself."""
        env = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            **{name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)},
            **({"PIP_CERT": "/etc/machine-certificates.crt"} if self.certificates else {}),
            **settings,
        }
        within = ["sh", "-c", 'cd /srv/vinh-danh && exec "$@"', "sh", *command]
        chain = ["unshare", "--mount", "sh", "-c", INSIDE, "sh", str(self.folder)]
        with log.open("wb") as out:
            return subprocess.Popen(
                [*chain, *(f"{name}={value}" for name, value in env.items()), *within], stdout=out, stderr=out
            )

    def run(self, command: Sequence[str], log: Path, **settings: str) -> float:
        """Seconds it took; a failure ends everything."""
        begun = time.perf_counter()
        code = self.start(command, log, **settings).wait()
        seconds = time.perf_counter() - begun
        last = log.read_text(errors="replace").strip().splitlines()[-1:]
        print(
            f"{' '.join(command)}: {seconds:.0f} s, {'passed' if code == 0 else f'FAILED ({code})'} {last}", flush=True
        )
        if code:
            sys.exit(f"see {log}")
        return seconds

    def serve(self, command: Sequence[str], log: Path) -> float:
        """Start the server, do as a visitor does, stop it; seconds until its first answer."""
        port, before = free_port(), cpu()
        begun = time.perf_counter()
        process = self.start([*command, "--port", str(port)], log)
        try:
            while not answers(port):
                if process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                    sys.exit(f"the server did not start, see {log}")
                time.sleep(0.05)
            seconds = time.perf_counter() - begun
            visit(f"http://{HOST}:{port}", self.project / "instance" / "demo-accounts.csv")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
        used = cpu() - before
        told = f"first answer after {seconds:.1f} s; a page, a case, a PDF; {used:.0f} s of CPU in all"
        print(f"{' '.join(command)}: {told}", flush=True)
        return seconds


def cpu() -> float:
    """Seconds of processor time of everything that was started here and has ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def mirror() -> str:
    """Where this machine's own apt finds the release."""
    asked = ["apt-get", "indextargets", "--format", "$(RELEASE) $(REPO_URI)"]
    lines = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()
    found = [line.split()[1] for line in lines if line.split()[:1] == [RELEASE]]
    if not found:
        sys.exit(f"this machine's apt knows no mirror of Debian {RELEASE}")
    return found[0]


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def visit(base: str, accounts: Path) -> None:
    """Sign in, open the worklist, a case, and a paper as PDF."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(path: str, form: dict[str, str] | None = None) -> bytes:
        data = urllib.parse.urlencode(form).encode() if form else None
        with browser.open(base + path, data, timeout=PATIENCE) as answer:
            content: bytes = answer.read()
        return content

    with accounts.open(encoding="utf-8", newline="") as file:
        password = {row["username"]: row["password"] for row in csv.DictReader(file)}["snv_intake"]
    token = one(r'name="csrf_token"[^>]*?value="([^"]+)"', get("/accounts/sign-in"))
    signed_in = get("/accounts/sign-in", {"csrf_token": token, "username": "snv_intake", "password": password})
    assert "Việc cần xử lý" in signed_in.decode(), "the worklist is the first page"
    cases = re.findall(r'href="(/nominations/\d+)"', get("/nominations/").decode())
    papers = [found for case in cases[:5] for found in re.findall(r'href="(/papers/\d+\.pdf)"', get(case).decode())]
    assert papers, "the first cases have papers"
    assert get(papers[0]).startswith(b"%PDF"), "a paper is a PDF"


def one(pattern: str, page: bytes) -> str:
    found = re.search(pattern, page.decode())
    assert found, pattern
    return found[1]


def main() -> int:
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("as root, with debootstrap: apt-get install debootstrap")
        return 2
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="debian-"))
    logs = Path(tempfile.mkdtemp(prefix="fresh-"))
    print(f"system below {folder}, what commands say in {logs}", flush=True)
    system = CleanDebian(folder)
    system.make()
    first = system.serve(["python3", "-I", "-S", "wsgi.py"], logs / "first-start")
    system.serve(["python3", "wsgi.py"], logs / "second-start")
    system.run(["python3", "-I", "-S", "tests", "tests/test_text.py"], logs / "tests-bare")
    system.run(["python3", "-m", "tests"], logs / "tests", CI="true")
    print(f"load now {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return int(first > WITHIN)
