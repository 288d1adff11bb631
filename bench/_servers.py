"""Server processes on loopback: the application as `wsgi.py` serves it, and the floor beside it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PATIENCE = 60  # seconds until a server that does not answer is given up
APPLICATION = (  # what `wsgi.py` does inside its environment
    "import gc; gc.disable(); from app import serving; serving.main(host='127.0.0.1', port={port}, empty=False)"
)
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}  # a server starts from what it compiled the first time, whoever measures
FLOOR = "from bench import floor; floor.serve({database!r}, {port})"


class Process(Protocol):
    """What is asked of one, whoever started it."""

    pid: int

    def send_signal(self, number: int, /) -> None: ...

    def wait(self, timeout: float | None = None) -> int: ...

    def poll(self) -> int | None: ...


class Server:
    """One process, started and ended here."""

    def __init__(self, code: str, log: Path, **settings: str) -> None:
        self.code = code
        self.log = log
        self.settings = settings
        self.port = free_port()
        self.process: Process | None = None
        self.started_in = 0.0  # seconds from the start of the process to its first good answer

    def start(self, path: str = "/accounts/sign-in") -> float:
        """Seconds from the start of the process to its first good answer."""
        begun = time.perf_counter()
        self.process = self.spawn()
        while not self.answers(path):
            if self.process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.005)
        self.started_in = time.perf_counter() - begun
        return self.started_in

    def spawn(self) -> Process:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", self.code.format(port=self.port)],
                cwd=ROOT,
                env={**os.environ, **self.settings, **COMPILED},
                stdout=log,
                stderr=log,
            )

    def answers(self, path: str) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """Kill -9, and wait until the system has buried it."""
        assert self.process is not None, "only what was started can be killed"
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads, finer than the clock's ticks."""
        assert self.process is not None, "a server that was not started has no process"
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    def rss(self) -> float:
        """MB in memory now."""
        (line,) = (line for line in self._proc("status").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _proc(self, name: str) -> str:
        assert self.process is not None, "a server that was not started has no process"
        return Path(f"/proc/{self.process.pid}/{name}").read_text(encoding="ascii", errors="replace")

    def __enter__(self) -> Self:
        if self.process is None:
            self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def application(folder: Path, url: str = "") -> Server:
    return Server(APPLICATION, folder / "server.log", VINHDANH_INSTANCE=str(folder), VINHDANH_DATABASE_URL=url)


def floor(folder: Path, database: Path) -> Server:
    """Beside the application, on the same database file."""
    return Server(FLOOR.replace("{database!r}", repr(str(database))), folder / "floor.log")


def free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])
