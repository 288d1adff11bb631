"""Servers forked from a process that has imported the application: a start without the second that importing takes.

For tests that kill dozens of them. How long a real start takes is what `_servers.application` measures.
"""

import gc
import os
import select
import signal
import subprocess
import sys
import traceback
from pathlib import Path

from bench._servers import COMPILED, HOST, ROOT, Process, Server


def application(folder: Path, url: str = "") -> Server:
    return Forked(folder, url)


class Forked(Server):
    """A nursery of its own, taken down when the server is stopped; killed, the next start comes from the same one."""

    def __init__(self, folder: Path, url: str) -> None:
        super().__init__("", folder / "server.log", VINHDANH_INSTANCE=str(folder), VINHDANH_DATABASE_URL=url)
        self.nursery: subprocess.Popen[str] | None = None

    def spawn(self) -> Process:
        self.nursery = self.nursery or self._opened()
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        print(self.port, file=self.nursery.stdin, flush=True)
        return Child(int(self.nursery.stdout.readline()))

    def _opened(self) -> subprocess.Popen[str]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "bench._nursery"],
                cwd=ROOT,
                env={**os.environ, **self.settings, **COMPILED},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def stop(self) -> None:
        super().stop()
        if self.nursery is not None:
            self.nursery.communicate()  # no more ports: it ends
            self.nursery = None


class Child:
    """Another process's child, told by a descriptor that can be waited for."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.descriptor = os.pidfd_open(pid)

    def send_signal(self, number: int) -> None:
        signal.pidfd_send_signal(self.descriptor, number)

    def wait(self, timeout: float | None = None) -> int:
        if not select.select([self.descriptor], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return 0

    def poll(self) -> int | None:
        return 0 if select.select([self.descriptor], [], [], 0)[0] else None

    def __del__(self) -> None:
        os.close(self.descriptor)


def main() -> None:
    """A port a line, for each a server; its process is answered."""
    from sqlalchemy.orm import configure_mappers  # noqa: PLC0415 -- only the nursery needs all that

    from app import factory, serving  # noqa: F401, PLC0415 -- imports the whole house

    configure_mappers()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried at once
    for port in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(2, 1)
            try:
                serving.main(host=HOST, port=int(port), empty=False)
            except Exception:  # noqa: BLE001 -- the server's log says why it died
                traceback.print_exc()
            finally:
                os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
