"""Offices at work over HTTP, each on cases of its own, until the server dies; then they look and go on.

A `Step` says what is sent and how often it has been done, so that after a lost answer one can look instead of guess,
and what was acknowledged can be asked for again and again: it must be there once.
"""

import http.client
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

import pikepdf
from flask import Flask
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from app import clock
from app.audit.models import AuditEvent
from app.extensions import db
from bench._province import Person
from bench._servers import HOST, Server

TIMEOUT = 60
DONE = {200, 303}  # a page of what came of many, or on to the next page
NUMBER_IS_TAKEN = 422


@dataclass(frozen=True, kw_only=True)
class Step:
    """One form sent by one person; `tally` counts what it leaves, from `before` to `after`."""

    name: str
    person: Person
    path: str
    form: Callable[[], dict[str, Any]]
    tally: Callable[[], int]
    after: int
    before: int = 0
    file: str = ""  # the field that carries a signed copy
    series: str = ""  # of steps that are counted together; empty: those of one path

    @property
    def counted_with(self) -> str:
        return self.series or self.path


class Gate:
    """Open while the server lives. Whoever comes to it closed waits, and is known to wait."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self.is_over = False

    def open(self) -> None:
        self._open.set()

    def close(self) -> None:
        self._open.clear()

    def end(self) -> None:
        self.is_over = True
        self._open.set()

    def pass_by(self, parked: threading.Event) -> None:
        if not self._open.is_set():
            parked.set()
            self._open.wait()
            parked.clear()
        if self.is_over:
            raise Over


class Over(Exception):
    """The campaign has ended."""


@dataclass
class Worker:
    """Walks its own road, step by step, whatever happens to the server."""

    name: str
    app: Flask
    server: Server
    gate: Gate
    steps: Callable[["Worker"], Iterator[Step]]
    parked: threading.Event = field(default_factory=threading.Event)
    done: list[Step] = field(default_factory=list)
    under_way: Step | None = None
    faults: list[str] = field(default_factory=list)
    lost_and_done: int = 0
    lost_and_undone: int = 0
    took: list[float] = field(default_factory=list)

    def __call__(self) -> None:
        try:
            for step in self.steps(self):
                self._take(step)
        except Over:
            pass
        except Exception as fault:  # noqa: BLE001 -- told by the campaign; a thread has nobody to raise to
            self.faults.append(f"{self.name}: {type(fault).__name__}: {fault}")
        finally:
            self.parked.set()

    def _take(self, step: Step) -> None:
        self.under_way = step
        while True:
            self.gate.pass_by(self.parked)
            with suppress(OSError, http.client.HTTPException):
                status, page = self._send(step)
                if status in DONE:
                    break
                if status == NUMBER_IS_TAKEN and "number" in self.look(step.form):
                    continue  # another office was faster; the next number is looked up again
                raise RuntimeError(f"{step.name} {step.path} answered {status}: {_words(page)}")
            self.gate.pass_by(self.parked)
            if self.look(step.tally) == step.after:
                self.lost_and_done += 1
                break
            self.lost_and_undone += 1
        self.under_way = None
        self.done.append(step)

    def _send(self, step: Step) -> tuple[int, str]:
        form: MultiDict[str, Any] = MultiDict(self.look(step.form))
        form["csrf_token"] = step.person.csrf
        if step.file:
            form[step.file] = FileStorage(BytesIO(_scan()), "ban-da-ky.pdf", step.file, "application/pdf")
        boundary, body = encode_multipart(form)
        connection = http.client.HTTPConnection(HOST, self.server.port, timeout=TIMEOUT)
        try:
            headers = {"Cookie": step.person.cookie, "Content-Type": f"multipart/form-data; boundary={boundary}"}
            connection.request("POST", step.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def look(self, what: Callable[[], Any]) -> Any:
        """Read the database as a page would, without taking anybody's lock."""
        with self.app.test_request_context():
            try:
                return what()
            finally:
                db.session.rollback()
                db.session.remove()

    def forgotten(self, since: int) -> list[str]:
        """Of the steps acknowledged since then, and of the one under way, those not there exactly once."""
        last = {step.counted_with: step for step in self.done[since:]}
        begun = self.under_way
        if begun is not None:
            last.pop(begun.counted_with, None)
        counted = [(step, self.look(step.tally), {step.after}) for step in last.values()]
        if begun is not None:
            counted.append((begun, self.look(begun.tally), {begun.before, begun.after}))
        return [
            f"{self.name}: {step.name} ({step.path}) is there {kept} times, must be {sorted(allowed)}"
            for step, kept, allowed in counted
            if kept not in allowed
        ]


def events(subject: str, action: str) -> Callable[[], int]:
    """How often something was done to one thing, by its log."""
    counted = select(func.count()).where(AuditEvent.subject == subject, AuditEvent.action == action)
    return lambda: db.session.scalar(counted) or 0


def rows(statement: Any) -> Callable[[], int]:
    counted = select(func.count()).select_from(statement.subquery())
    return lambda: db.session.scalar(counted) or 0


def today() -> str:
    return clock.today().strftime("%d/%m/%Y")


def tomorrow_week() -> str:
    return date.fromordinal(clock.today().toordinal() + 8).strftime("%d/%m/%Y")


def now() -> str:
    return clock.local(clock.now()).strftime("%H:%M")


def _scan() -> bytes:
    """A small real PDF, another one every time: the same file twice for one paper is refused."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = f"Bản quét số {next(_scans)}"
    data = BytesIO()
    pdf.save(data)
    return data.getvalue()


def _words(page: str) -> str:
    """What an error page says, without its frame, its pictures and its tags."""
    spoken = re.sub(r"<(svg|script|style)\b.*?</\1>|<[^>]*>", " ", page[page.find("<main") :], flags=re.DOTALL)
    return " ".join(spoken.split())[:600]


_scans = count(1)
