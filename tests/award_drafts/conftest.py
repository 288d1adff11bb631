"""Sở Nội vụ with its appraiser, the head of its Ban and its director; one award, and nobody's case."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from app import clock
from app.actor import Actor
from app.award_drafts import content, deciding, operations
from app.award_drafts.operations import Opening
from app.award_drafts.rows import Criterion
from app.awards import loading
from app.awards.models import AwardVersion
from app.awards.queries import version_on
from app.extensions import db
from tests import builders, kept
from workflows.vocabulary import Role

TODAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
FROM = date(2025, 7, 1)
LAW = "Nghị định 152/2025/NĐ-CP"


@dataclass
class Office:
    award: AwardVersion
    snv: object
    appraiser: Actor
    head: Actor
    director: Actor

    def start(self, *, valid_from=FROM, actor=None):
        wanted = Opening(valid_from=valid_from, basis=LAW)
        draft = operations.start(self.award, wanted, actor=actor or self.appraiser)
        db.session.commit()
        return draft

    def write(self, draft, part, at="", *, actor=None):
        operations.save(draft, part, at, seen=draft.version, typed={}, actor=actor or self.appraiser)
        db.session.commit()

    def changed(self, draft=None, **said):
        """A draft with one criterion that says something else."""
        draft = draft or self.start()
        code = self.award.leaves[0].code
        award = content.said(draft.content)
        was = vars(Criterion.of(award, code))
        self.write(draft, Criterion(**was | {"label": "Điều khác", **said}), code)
        return draft

    def send(self, draft, *, actor=None):
        deciding.send(draft, seen=draft.version, actor=actor or self.appraiser)
        db.session.commit()
        return draft

    def publish(self, draft, *, actor=None):
        made = deciding.publish(draft, seen=draft.version, actor=actor or self.head)
        db.session.commit()
        return made


@pytest.fixture
def office(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(TODAY)
    return kept.once(_office)


def _office():
    loading.load()
    snv = builders.organisation("SNV", "Sở Nội vụ")
    return Office(
        award=version_on("bang_khen_tinh", clock.today()),
        snv=snv,
        appraiser=builders.actor(Role.APPRAISER, snv, builders.user("Võ Thị Thanh Nhàn")),
        head=builders.actor(Role.BAN_HEAD, snv, builders.user("Trần Văn Hùng")),
        director=builders.actor(Role.SNV_DIRECTOR, snv, builders.user("Lê Thị Thu Hà")),
    )


@pytest.fixture
def ask(app):
    """Ask as somebody: ask(actor, "/award-drafts/1") or with data= for a POST."""

    def asked(actor, url, data=None, **more):
        client = builders.signed_in(app.test_client(), actor)
        return client.get(url, **more) if data is None else client.post(url, data=data, **more)

    return asked
