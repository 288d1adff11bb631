"""Cases of a round under appraisal, and the people of Sở Nội vụ who lay them before the people."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from flask import current_app

from app import clock
from app.actor import Actor
from app.documents.models import StoredFile
from app.documents.store import Store
from app.nominations.models import Nomination
from app.papers import operations as papers
from app.papers.operations import Registration
from app.public_notices import operations, opinions
from app.public_notices.models import NoticeOpinion, NoticeStatus, PublicNotice, Stance
from app.public_notices.operations import NoticeDraft, Posting
from app.public_notices.opinions import Said
from tests import builders, kept
from workflows.award_province_1 import State
from workflows.vocabulary import Role

MONDAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
LAST_DAY = date(2025, 3, 3)  # ten working days after Monday, 17 February


@dataclass
class Hall:
    in_round: Any
    cases: list[Nomination]
    appraiser: Actor
    director: Actor
    clerical: Actor
    intake: Actor
    clerk: Actor
    scan: StoredFile

    def drafted(self, *cases: Nomination) -> PublicNotice:
        wanted = NoticeDraft(title="Về việc lấy ý kiến", nomination_ids=[case.id for case in cases or self.cases])
        return operations.draft(self.in_round, wanted, actor=self.appraiser)

    def signed(self, *cases: Nomination) -> PublicNotice:
        notice = self.drafted(*cases)
        operations.sign(notice, version=notice.version, actor=self.director)
        return notice

    def number(self, paper: Any, number: int = 21) -> None:
        papers.register(paper, Registration(number=number, issued_on=clock.today()), self.scan, actor=self.clerical)

    def posted(self, *cases: Nomination) -> PublicNotice:
        notice = self.signed(*cases)
        self.number(notice.letter)
        posting = Posting(posted_on=clock.today(), places="Báo Ninh Thuận", version=notice.version)
        operations.post(notice, posting, actor=self.appraiser)
        return notice

    def said(self, notice: PublicNotice, **more: Any) -> NoticeOpinion:
        opinion: dict[str, Any] = {
            "nomination_id": self.cases[0].id,
            "said_by": "Trần Văn Góp",
            "contact": "Phan Rang - Tháp Chàm",
            "received_on": clock.today(),
            "stance": Stance.OBJECTS,
            "content": "Đề nghị xem lại số liệu.",
        }
        return opinions.enter(notice, Said(**(opinion | more)), actor=self.appraiser)

    def closed(self, *cases: Nomination) -> PublicNotice:
        notice = self.posted(*cases)
        clock.stand_at(datetime(2025, 3, 4, 8, 0, tzinfo=clock.VIETNAM))
        operations.close(notice, "Không có ý kiến trái ngược.", version=notice.version, actor=self.appraiser)
        return notice

    def brought_to(self, status: NoticeStatus) -> PublicNotice:
        """A notice about all its cases, as far as that."""
        if status is NoticeStatus.CANCELLED:
            notice = self.drafted()
            operations.cancel(notice, "Lập nhầm đợt.", version=notice.version, actor=self.appraiser)
            return notice
        if status is NoticeStatus.SUMMARISED:
            notice = self.closed()
            operations.sign_report(notice, version=notice.version, actor=self.director)
            return notice
        makers = {
            NoticeStatus.DRAFT: self.drafted,
            NoticeStatus.SIGNED: self.signed,
            NoticeStatus.OPEN: self.posted,
            NoticeStatus.CLOSED: self.closed,
        }
        return makers[status]()


@pytest.fixture
def hall(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(MONDAY)
    return kept.once(_hall)


def _hall():
    department, unit = builders.organisation("SNV", "Sở Nội vụ", place="Ninh Thuận"), builders.organisation()
    award = builders.award()
    in_round = builders.award_round(award, people_notice=True)
    sent = {"submitted_at": clock.now(), "received_at": clock.now(), "state": State.APPRAISAL}
    names = ("Bá Văn Trịnh", "Đạo Thị Lan")
    return Hall(
        in_round=in_round,
        cases=[builders.nomination(unit, award, in_round, name, **sent) for name in names],
        appraiser=builders.actor(Role.APPRAISER, department),
        director=builders.actor(Role.SNV_DIRECTOR, department),
        clerical=builders.actor(Role.SNV_CLERICAL, department),
        intake=builders.actor(Role.INTAKE_OFFICER, department),
        clerk=builders.actor(Role.UNIT_CLERK, unit),
        scan=Store(current_app.config["PAPERS_FOLDER"]).put_bytes(
            builders.blank_pdf(), "ban-da-ky.pdf", "application/pdf"
        ),
    )


@pytest.fixture
def send(app):
    """Send a form as somebody."""

    def post(actor, url, **data):
        return builders.signed_in(app.test_client(), actor).post(url, data=data)

    return post


@pytest.fixture
def read(app):
    def get(actor, url):
        return builders.signed_in(app.test_client(), actor).get(url)

    return get
