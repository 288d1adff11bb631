"""Requests over kept-open connections, from threads of this process: p50, p99, and the server's processor time.

`python -m bench load PORT PATH [REQUESTS]` measures one public page of a server on loopback.
"""

import http.client
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field

from bench._servers import HOST, Server

TIMEOUT = 60
CALIBRATION = 2_000_000  # turns of the loop that tells how fast the machine is right now


@dataclass(frozen=True, kw_only=True)
class Reading:
    requests: int
    seconds: float
    p50: float  # ms
    p99: float  # ms
    cpu: float  # ms of the server a request
    size: int  # bytes of the last answer
    bad: int  # answers that were not as wished


@dataclass
class _Client:
    """One connection that asks the same page again and again."""

    port: int
    path: str
    headers: dict[str, str]
    requests: int
    status: int
    took: list[float] = field(default_factory=list)
    bad: int = 0
    size: int = 0

    def __call__(self) -> None:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT)
        for _ in range(self.requests):
            begun = time.perf_counter()
            connection.request("GET", self.path, headers=self.headers)
            answer = connection.getresponse()
            self.size = len(answer.read())
            self.took.append((time.perf_counter() - begun) * 1000)
            self.bad += answer.status != self.status
        connection.close()


def hammer(
    server: Server, path: str, *, cookie: str = "", requests: int = 200, connections: int = 4, status: int = 200
) -> Reading:
    """Ask `path` so many times over so many connections at once."""
    headers = {"Cookie": cookie} if cookie else {}
    clients = [_Client(server.port, path, headers, requests // connections, status) for _ in range(connections)]
    threads = [threading.Thread(target=client) for client in clients]
    cpu, begun = server.cpu(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds, cpu = time.perf_counter() - begun, server.cpu() - cpu
    took = [one for client in clients for one in client.took]
    return Reading(
        requests=len(took),
        seconds=seconds,
        p50=statistics.median(took),
        p99=percentile(took, 99),
        cpu=cpu * 1000 / len(took),
        size=clients[0].size,
        bad=sum(client.bad for client in clients),
    )


def percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def calibration() -> float:
    """Milliseconds of a fixed loop: the machine's speed right now."""
    begun, total = time.perf_counter(), 0
    for turn in range(CALIBRATION):
        total += turn * turn % 7
    return (time.perf_counter() - begun) * 1000


class _Elsewhere(Server):
    """A server somebody else has started: it can be asked, not measured from inside."""

    def __init__(self, port: int) -> None:
        self.port = port

    def cpu(self) -> float:
        return 0.0


def main() -> int:
    port, path = int(sys.argv[2]), sys.argv[3]
    requests = int(sys.argv[4]) if len(sys.argv) > 4 else 200
    print(f"calibration {calibration():.0f} ms")
    print(hammer(_Elsewhere(port), path, requests=requests))
    return 0
