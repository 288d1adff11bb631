"""A paper from its first draft to the day it is taken out of use, and who signs and sees it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
import time_machine
from werkzeug.exceptions import NotFound

from app import clock
from app.clock import VIETNAM
from app.documents.kinds import read
from app.documents.models import SigningRight, StoredFile
from app.documents.printable import Signature
from app.errors import Invalid
from app.extensions import db
from app.papers import operations, queries, signing
from app.papers.operations import Registration
from tests import builders
from tests.documents.render_samples import SUBMISSION, draft
from workflows.vocabulary import Role, Sheet

SIGNED_AT = datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM)
DRAFT = draft(SUBMISSION)


@pytest.fixture(autouse=True)
def _morning():
    with time_machine.travel(SIGNED_AT, tick=False):
        yield


@pytest.fixture
def unit(session):
    return builders.organisation()


@pytest.fixture
def head(unit):
    return builders.actor(Role.UNIT_HEAD, unit)


@pytest.fixture
def clerk(unit):
    return builders.actor(Role.UNIT_CLERICAL, unit)


def drafted(unit, sheet_id=1, content=DRAFT, **more):
    return operations.draft(content, sheet=Sheet.SUBMISSION, sheet_id=sheet_id, issuer=unit, **more)


def signed(unit, head, sheet_id=1):
    paper = drafted(unit, sheet_id)
    operations.sign(paper, DRAFT, actor=head)
    return paper


def signed_copy(name="ban-ky.pdf"):
    made = StoredFile(
        path=f"00/00/{name}",
        sha256=f"{name:0>64}",
        size=1,
        media_type="application/pdf",
        original_name=name,
        created_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def said(paper):
    return read(paper.template, paper.content)


def test_a_draft_is_written_over_in_its_place(unit):
    first = drafted(unit)

    second = drafted(unit, content=replace(DRAFT, subject="Về việc khác"))

    assert (second.id, second.state, second.title, said(second).subject) == (
        first.id,
        "DRAFT",
        "Về việc khác",
        "Về việc khác",
    )
    assert (first.number, first.signed_at, said(first).letterhead.is_draft) == (None, None, True)


def test_what_is_signed_is_not_written_over(unit, head):
    paper = signed(unit, head)
    frozen = dict(paper.content)

    again = drafted(unit, content=replace(DRAFT, subject="Về việc khác"))

    assert (again.id, again.content, again.state) == (paper.id, frozen, "SIGNED")
    assert (paper.signer_name, paper.signed_at) == (DRAFT.signature.name, SIGNED_AT)
    assert (said(paper).letterhead.is_draft, said(paper).letterhead.number) == (False, None)


@pytest.mark.parametrize(
    ("issued_on", "sentence"),
    [
        (date(2025, 2, 16), "Ngày văn bản không thể trước ngày ký trên hệ thống."),
        (date(2025, 2, 18), "Ngày này không thể sau hôm nay."),
    ],
)
def test_a_date_before_the_signature_or_to_come_is_refused(unit, head, clerk, issued_on, sentence):
    paper = signed(unit, head)

    with pytest.raises(Invalid) as refused:
        operations.register(paper, Registration(number=7, issued_on=issued_on), signed_copy(), actor=clerk)

    assert refused.value.errors == {"issued_on": sentence}
    assert (paper.state, paper.number, paper.issued_on) == ("SIGNED", None, None)


def test_registering_numbers_and_issues_the_paper(unit, head, clerk):
    paper, copy = signed(unit, head), signed_copy()

    operations.register(paper, Registration(number=7, issued_on=date(2025, 2, 17)), copy, actor=clerk)

    assert (paper.state, paper.number, paper.issued_on, paper.signed_copy_id) == (
        "ISSUED",
        7,
        date(2025, 2, 17),
        copy.id,
    )
    assert (said(paper).letterhead.number, said(paper).letterhead.issued_on) == (7, date(2025, 2, 17))


def test_a_wrong_day_and_a_number_that_is_taken_are_told_at_once(unit, head, clerk):
    today, tomorrow = date(2025, 2, 17), date(2025, 2, 18)
    operations.register(signed(unit, head), Registration(number=7, issued_on=today), signed_copy(), actor=clerk)

    with pytest.raises(Invalid) as refused:
        operations.register(
            signed(unit, head, sheet_id=2),
            Registration(number=7, issued_on=tomorrow),
            signed_copy("hai.pdf"),
            actor=clerk,
        )

    assert {name: sentence.split(" đã cấp")[0] for name, sentence in refused.value.errors.items()} == {
        "issued_on": "Ngày này không thể sau hôm nay.",
        "number": "Số 7 năm 2025",
    }


def test_a_number_that_is_taken_is_refused_beside_its_field(unit, head, clerk):
    entry = Registration(number=7, issued_on=date(2025, 2, 17))
    operations.register(signed(unit, head), entry, signed_copy(), actor=clerk)
    second = signed(unit, head, sheet_id=2)

    with pytest.raises(Invalid) as refused:
        operations.register(second, entry, signed_copy("hai.pdf"), actor=clerk)

    assert [*refused.value.errors] == ["number"]
    assert refused.value.errors["number"].startswith("Số 7 năm 2025 đã cấp cho")
    assert (second.state, second.number) == ("SIGNED", None)


def test_a_voided_paper_stays_to_be_seen_and_another_takes_its_place(unit, head):
    old = signed(unit, head)

    operations.void(old, "Ghi nhầm danh sách", actor=head)
    new = drafted(unit)

    assert [(paper.id, paper.state) for paper in queries.of_sheet(Sheet.SUBMISSION, 1)] == [
        (old.id, "VOID"),
        (new.id, "DRAFT"),
    ]
    assert operations.of_sheet(old.code, Sheet.SUBMISSION, 1) is new


def test_only_who_may_see_the_sheet_may_see_its_paper(unit, head, monkeypatch):
    paper = drafted(unit)
    monkeypatch.setitem(queries._reaches, Sheet.SUBMISSION, lambda sheet_id, actor: (sheet_id, actor) == (1, head))

    assert queries.one(paper.id, head) is paper
    with pytest.raises(NotFound):
        queries.one(paper.id, builders.actor(Role.UNIT_HEAD, builders.organisation("SYT", "Sở Y tế")))
    with pytest.raises(NotFound):
        queries.one(paper.id + 1, head)


def test_a_right_to_sign_counts_on_its_days_alone(unit, head):
    def lines(day):
        with time_machine.travel(datetime(2025, 2, day, 8, 0, tzinfo=VIETNAM), tick=False):
            return signing.signature_of(head, office="Giám đốc")

    db.session.add(
        SigningRight(
            user_id=head.user_id,
            organisation_id=unit.id,
            lines="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
            valid_from=date(2025, 2, 18),
            valid_to=date(2025, 2, 19),
        )
    )
    db.session.flush()
    fallback = Signature(lines=head.title.upper(), name=head.name)
    right = Signature(lines="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", name=head.name)

    assert [lines(day) for day in (17, 18, 19, 20)] == [fallback, right, right, fallback]
    assert signing.signature_of(None, office="Giám đốc", on_behalf="TM. ") == Signature(lines="TM. GIÁM ĐỐC")
