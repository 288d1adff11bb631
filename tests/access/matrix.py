"""Who gets through which door: every route asked by every role, about their own unit's things and another's."""

import re
from collections import defaultdict
from itertools import groupby

from pysqlite3 import dbapi2
from sqlalchemy import event

from app.access import GRANTS
from app.extensions import db
from tests.access import world as worlds
from tests.builders import signed_in
from workflows.vocabulary import Role

SHOWN = {"nominations.show", "nominations.chart"}  # asked about a case that has left its unit
ALWAYS_OPEN = {"static", "health.healthz"}
ASKED = sorted([*GRANTS, Role.NOMINEE])  # the nominee stands for every role that no permission is granted to
READINGS = {  # who is shown these, or takes them along, stands in the log; no other GET writes
    "/archive/cases/<int:nomination_id>/dossier.zip",
    "/upward/<int:sheet_id>/package.zip",
    "/books/incoming.xlsx",
    "/books/outgoing.xlsx",
    "/complaints/<int:complaint_id>",
    "/complaints/<int:complaint_id>/accept",
    "/complaints/<int:complaint_id>/decline",
    "/complaints/<int:complaint_id>/file",
    "/complaints/<int:complaint_id>/settle",
    "/complaints/<int:complaint_id>/withdraw",
    "/deliveries/<int:decision_id>/payments.csv",
    "/deliveries/<int:decision_id>/payments.xlsx",
    "/honours/export.csv",
    "/public-notices/<int:notice_id>/opinions/<int:opinion_id>/file",
    "/runs/<int:run_id>.csv",
    "/runs/<int:run_id>.xlsx",
}
SCOPES = ("own", "other", "province")


def measured(app, only=""):
    """The table as text: a route a paragraph, then per scope each outcome with the roles that meet it; of all routes,
    or of those whose rule has `only` in it.
    """
    world = worlds.build()
    browsers = {role: Browser(app, actor) for role, actor in world.actors.items() if role in ASKED}
    snapshot = Snapshot()
    lines = []
    pen = Pen()
    for rule, method in routes(app):
        if only not in rule.rule:
            continue
        lines.append(f"{method} {rule.rule}")
        for scope in SCOPES:
            values = arguments(rule, scope, world)
            if values is None:
                continue
            url = build(app, rule, values)
            met = defaultdict(list)
            for role in ASKED:
                pen.written.clear()
                met[outcome(browsers[role], method, url, snapshot)].append(role.value)
                assert method == "POST" or pen.written <= pen.may_write(rule.rule), f"GET {url} writes: {pen.written}"
            lines += [f"  {scope} {code}: {' '.join(roles)}" for code, roles in sorted(met.items())]
    return "\n".join(lines) + "\n"


def put_in(table, only, found):
    """`table` with `found` in the place of what it says of rules with `only` in them, as text again."""
    merged = {head: lines for head, lines in paragraphs(table).items() if only not in head} | paragraphs(found)
    by_rule = sorted(merged, key=lambda head: head.split(" ", 1)[::-1])
    return "".join(f"{line}\n" for head in by_rule for line in [head, *merged[head]])


def routes(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in ALWAYS_OPEN]
    pairs = [(rule, method) for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}]
    return sorted(pairs, key=lambda pair: (pair[0].rule, pair[1]))


def arguments(rule, scope, world):
    """What the URL needs, for one scope; None where the scope has nothing of the kind."""
    room = rule.endpoint.split(".")[0]
    if scope == "province" and room not in {"meetings", "ballots", "councils"}:
        return None
    things = (world.other if scope == "other" else world.own).ids
    name = f"provincial {room}" if scope == "province" else "shown" if rule.endpoint in SHOWN else room
    if not rule.arguments:
        return {} if scope == "own" else None
    known = things.get(name, {})
    needed = rule.arguments - (rule.defaults or {}).keys()
    missing = needed - known.keys()
    assert not missing, f"{rule.rule}: tests/access/world.py makes nothing for {missing}"
    return {argument: known[argument] for argument in needed} | (rule.defaults or {})


def build(app, rule, values):
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values, force_external=False)


def outcome(browser, method, url, snapshot):
    """403, 404, or "in": whatever lies behind the door is another test's business."""
    answer = browser.client.open(url, method=method)
    assert not answer.headers.get("Location", "").startswith("/accounts/sign-in?"), "somebody lost their session"
    if method == "POST" and answer.status_code < 400:
        snapshot.restore()
        browser.sign_in_again()
    answer.close()
    return str(answer.status_code) if answer.status_code in {403, 404} else "in"


class Browser:
    """A client with one role's session, the same one after whatever was undone."""

    def __init__(self, app, actor):
        self.client = signed_in(app.test_client(), actor)
        with self.client.session_transaction() as cookie:
            self.kept = dict(cookie)

    def sign_in_again(self):
        with self.client.session_transaction() as cookie:
            cookie.clear()
            cookie.update(self.kept)


class Pen:
    """Into which tables is written meanwhile."""

    WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)", re.IGNORECASE)

    def __init__(self):
        self.written = set()
        event.listen(db.engine, "before_cursor_execute", self._hear)

    def _hear(self, _connection, _cursor, statement, *_):
        if match := self.WRITES.match(statement):
            self.written.add(match[1])

    @staticmethod
    def may_write(rule):
        """That somebody is there is noted once a minute."""
        return {"user_session", "audit_event"} if rule in READINGS else {"user_session"}


class Snapshot:
    """The database as it was, put back after every POST."""

    def __init__(self):
        self.kept = dbapi2.connect(":memory:")
        self._copy(self._live(), self.kept)

    def restore(self):
        db.session.rollback()
        live = self._live()
        live.rollback()
        self._copy(self.kept, live)

    @staticmethod
    def _live():
        return db.engine.raw_connection().driver_connection

    @staticmethod
    def _copy(source, target):
        source.backup(target)


def paragraphs(text):
    """The table by route, to tell what differs."""
    split = {}
    for is_head, group in groupby(text.splitlines(), key=lambda line: not line.startswith(" ")):
        lines = list(group)
        if is_head:
            for line in lines:
                split[line] = []
            last = lines[-1]
        else:
            split[last] = lines
    return split
