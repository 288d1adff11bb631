"""Every check there is, in one command: `python3 -m tests`.

With arguments only pytest runs, and gets them: `python3 -m tests tests/workflows -k ballot`; paths are those of the
project's folder. A bare Python is enough. `python3 -I -S` hides the folder from `-m`; then say `python3 -I -S tests`
or `python3 -I -S tests/__main__.py`.
"""

# ruff: noqa: T201 -- talks to the person who runs it

import os
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEMORY, PLENTY = Path("/dev/shm"), 6 << 30
CONTAINER = Path("/sys/fs/cgroup/memory.max")

LINTERS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "djlint lint": ["djlint", "--quiet", "--lint", "templates"],
    "djlint check": ["djlint", "--quiet", "--check", "templates"],
}


def passes(name, command):
    """Run one linter; what it has to say is of interest only when it complains."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    verdict = "HỎNG" if done.returncode else "đạt"
    print(f"{name}: {verdict} ({time.monotonic() - began:.1f} giây)", flush=True)
    if done.returncode:
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
    return done.returncode == 0


def failing_linters():
    has_templates = any((ROOT / "templates").rglob("*.html"))
    return [
        name
        for name, command in LINTERS.items()
        if (has_templates or command[0] != "djlint") and not passes(name, command)
    ]


@contextmanager
def files_in_memory():
    """Databases and files of the tests, where there is plenty: a fifth faster. Whoever has set TMPDIR keeps it."""
    if "TMPDIR" in os.environ or not has_room(MEMORY):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="vinhdanh-tests-", dir=MEMORY) as folder:
        Path(folder).chmod(0o711)  # PostgreSQL is nobody's superuser and finds its folder in it
        os.environ["TMPDIR"], tempfile.tempdir = folder, None
        yield


def has_room(folder):
    """Three times what a whole run writes, in the folder and of free memory."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    of_the_container = CONTAINER.read_text("ascii").strip() if CONTAINER.exists() else "max"
    allowed = int(of_the_container) if of_the_container.isdecimal() else free
    return min(shutil.disk_usage(folder).free, free, allowed) >= PLENTY


def main():
    asked = sys.argv[1:]
    bootstrap = runpy.run_path(str(ROOT / "app" / "bootstrap.py"))
    bootstrap["start_inside"]("requirements-dev.txt", again=["-m", "tests", *asked], browser=True)
    os.chdir(ROOT)
    sys.path[0] = str(ROOT)  # started by path it would be this folder, whose `workflows` are not the real ones

    import pytest  # noqa: PLC0415 -- exists only from here on

    failing = [] if asked else failing_linters()
    if failing:
        print(f"Không đạt: {', '.join(failing)}. Lệnh này sẽ báo hỏng dù pytest bên dưới có đạt.", flush=True)
    with files_in_memory():
        sys.exit(int(pytest.main(asked or ["-n", "2", "--dist", "worksteal"])) or bool(failing))


if __name__ == "__main__":
    main()
