"""The one door to WeasyPrint: a paper's context becomes HTML here and PDF in a warm child process.

The web process never loads the library: a list of 1,000 lines would hold it for seconds. Same context,
same templates, same fonts: same bytes, so a SHA-256 can be compared.
"""

import atexit
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.documents import layout, worker

HOUSE = Path(__file__).resolve().parents[2]
STATIC = HOUSE / "static"
FONTS = STATIC / "fonts" / "liberation-serif"
TIMEOUT = 120.0  # seconds for one paper
START_TIMEOUT = 60.0
MAX_PAPERS = 500  # then a fresh child
MAX_MEMORY = 400  # MiB; likewise
MOST_PREVIEWS = 4  # one at the press and three behind it; the server's other threads are for everybody else
RECHECK = 60.0  # seconds before a machine without Pango is asked again

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="scan"><edit name="family" mode="assign_replace"><string>VanBan</string></edit></match>
</fontconfig>
"""  # the machine has no fonts but the house's, under its private name: nothing else can slip into a paper


class Printed(Protocol):
    """What has a template of the press: a paper, or certificates."""

    @property
    def template(self) -> str: ...


class PrintingFailed(RuntimeError):
    """A paper could not be printed; the sentence says why."""


class PrintingUnavailable(RuntimeError):
    """No paper can be printed on this machine."""

    def __init__(self, why: str = "") -> None:
        super().__init__(
            "Máy chủ chưa cài thư viện in PDF (Pango). Đề nghị người quản trị cài các gói"
            " libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0 rồi thử lại."
        )
        self.why = why


class PressBusy(RuntimeError):
    """Enough people look at papers just now, or this one looks at another already."""

    RETRY_AFTER = 5  # seconds

    def __init__(self) -> None:
        super().__init__("Máy in đang bận. Thử lại sau ít giây.")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HOUSE / "templates" / "documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({used.__name__: used for used in layout.FILTERS})
    return environment


_templates = _environment()


def html_of(paper: Printed) -> str:
    return layout.with_whole_numbers(_templates.get_template(f"{paper.template}.html").render(paper=paper))


def pdf_of(paper: Printed) -> bytes:
    """The paper as tagged PDF/A-3a. Raises PrintingUnavailable or PrintingFailed."""
    return print_html(html_of(paper))


def preview_of(paper: Printed, *, whom: int | None) -> bytes:
    """The paper for somebody who waits for it, one at a time; raises PressBusy rather than let many wait."""
    with _queue.place_for(whom):
        return pdf_of(paper)


def print_html(html: str, *, timeout: float = TIMEOUT) -> bytes:
    """Print a page of the house that is not a paper (a certificate). It may only fetch what lies under static/."""
    return _press.print(html, timeout)


def is_available() -> bool:
    """Whether papers can be printed here. Starts the child the first time; afterwards it costs nothing."""
    return _press.is_available()


class _Press:
    """The child, started when first needed, replaced when it dies, is late, has grown or has printed enough."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._owner = 0
        self._printed = 0
        self._is_late = False
        self._missing: tuple[float, str] | None = None
        self._was_ready = False

    def is_available(self) -> bool:
        if self._was_ready:
            return True
        with self._lock, contextlib.suppress(PrintingUnavailable):
            self._start()
        return self._was_ready

    def print(self, html: str, timeout: float) -> bytes:
        request = json.dumps({"html": html}).encode()
        with self._lock:
            answer = self._ask(request, timeout)
            if answer is None and not self._is_late:  # it died: once more, with a fresh one
                answer = self._ask(request, timeout)
            if answer is None:
                answer = "quá thời gian cho phép." if self._is_late else "máy in PDF dừng đột ngột."
        if isinstance(answer, str):
            raise PrintingFailed(f"Không in được văn bản: {answer}")
        return answer

    def stop(self) -> None:
        """End the child and remove its folder. A forked process leaves its parent's child alone."""
        child, folder, is_mine = self._child, self._folder, self._owner == os.getpid()
        self._child = self._folder = None
        if child is not None and is_mine:
            child.kill()
            child.wait()
            for pipe in filter(None, (child.stdin, child.stdout)):
                with contextlib.suppress(OSError):
                    pipe.close()
        if folder is not None and is_mine:
            shutil.rmtree(folder, ignore_errors=True)

    def _ask(self, request: bytes, timeout: float) -> bytes | str | None:
        """PDF; or why not; or None when the child is gone."""
        child = self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        with self._deadline(child, timeout):
            try:
                worker.send(child.stdin, request)
                answer = self._answer(child)
                pdf = worker.receive(child.stdout) if answer and answer["ok"] else None
            except OSError:
                answer = pdf = None
            except BaseException:  # interrupted between question and answer: the next one would get this paper
                self.stop()
                raise
        if answer is None or (answer["ok"] and pdf is None):
            self.stop()
            return None
        self._printed += 1
        if self._printed >= MAX_PAPERS or answer["memory"] > MAX_MEMORY:
            self.stop()
        return str(answer["why"]) if pdf is None else pdf

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._owner == os.getpid() and self._child.poll() is None:
            return self._child
        if self._missing is not None and time.monotonic() - self._missing[0] < RECHECK:
            raise PrintingUnavailable(self._missing[1])
        self.stop()
        self._folder = Path(tempfile.mkdtemp(prefix="vinh-danh-print-"))
        fonts = self._folder / "fonts.conf"
        fonts.write_text(FONTCONFIG.format(fonts=escape(str(FONTS)), cache=escape(str(self._folder))), encoding="utf-8")
        secretless = {name: value for name, value in os.environ.items() if not name.startswith("VINHDANH_")}
        child = subprocess.Popen(  # noqa: S603 -- our own file, no shell
            [sys.executable, "-I", worker.__file__, str(STATIC)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=secretless | {"TMPDIR": str(self._folder), "FONTCONFIG_FILE": str(fonts)},
        )
        self._child, self._owner, self._printed = child, os.getpid(), 0
        with self._deadline(child, START_TIMEOUT):
            answer = self._answer(child)
        if answer is None or not answer["ok"]:
            why = "the child did not start" if answer is None else str(answer["why"])
            self.stop()
            self._missing, self._was_ready = (time.monotonic(), why), False
            raise PrintingUnavailable(why)
        self._missing, self._was_ready = None, True
        return child

    @staticmethod
    def _answer(child: subprocess.Popen[bytes]) -> dict[str, Any] | None:
        assert child.stdout is not None
        frame = worker.receive(child.stdout)
        return None if frame is None else dict(json.loads(frame))

    @contextlib.contextmanager
    def _deadline(self, child: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
        self._is_late = False

        def kill() -> None:
            self._is_late = True
            child.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


class _Queue:
    """Who may wait for the press: a few, and nobody twice. Errands do not stand here; they wait as long as it takes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside: list[int | None] = []

    @contextlib.contextmanager
    def place_for(self, whom: int | None) -> Iterator[None]:
        with self._lock:
            if len(self._inside) >= MOST_PREVIEWS or whom in self._inside:
                raise PressBusy
            self._inside.append(whom)
        try:
            yield
        finally:
            with self._lock:
                self._inside.remove(whom)


_queue = _Queue()
_press = _Press()
atexit.register(_press.stop)
