"""The pages that take a step, each with what is typed on it; and where on the road each of their states is met."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from sqlalchemy import select

from app import clock
from app.corrections.models import Correction
from app.corrections.operations import NOT_ISSUED
from app.councils.models import Council, Meeting
from app.decisions import queries as proposals
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.deliveries import queries as deliveries
from app.deliveries.settings import articles_of
from app.extensions import db
from app.nominations.models import Nomination
from app.revocations.models import Revocation
from app.submissions import facts as submissions
from app.submissions.models import Submission
from app.suspensions.models import Suspension
from tests.casework import province, road
from tests.casework.moves import MOVES, WHY, unit_of
from workflows import registry
from workflows.award_province_1 import State

PROCESSES = {
    "case": "award_province",
    "submission": "unit_submission",
    "unit meeting": "council_meeting",
    "provincial meeting": "council_meeting",
    "proposal": "proposal",
    "decision": "decision",
}
ON_THE_ROAD = {  # after so many steps of the straight road each stands there, ready to go on
    "case": {
        State.DRAFT: 0,
        State.UNIT_CHECK: 1,
        State.UNIT_COUNCIL: 7,
        State.UNIT_SIGN: 9,
        State.SUBMITTED: 11,
        State.INTAKE: 12,
        State.APPRAISAL: 14,
        State.APPRAISED: 15,
        State.COUNCIL_SCHEDULED: 17,
        State.COUNCIL_VOTING: 19,
        State.COUNCIL_RESULT: 20,
        State.SNV_SUBMISSION: 22,
        State.VPUB_REVIEW: 24,
        State.AT_CHAIR: 25,
        State.DECIDED: 26,
        State.PUBLISHED: 27,
        State.PRODUCTION: 29,
        State.HANDED_OVER: 30,
        State.ARCHIVED: 31,
    },
    "unit meeting": {"PREPARING": 4, "OPEN": 6, "COUNTED": 7, "CLOSED": 8},
    "provincial meeting": {"PREPARING": 17, "OPEN": 19, "COUNTED": 20, "CLOSED": 21},
    "submission": {"DRAFT": 9, "SIGNED": 10, "ISSUED": 11},
    "proposal": {"DRAFT": 22, "AT_VPUB": 24, "AT_CHAIR": 25, "DECIDED": 26},
    "decision": {"SIGNED": 26, "ISSUED": 27},
}
ASIDE = {  # off the road: after so many steps, these besides
    State.SUPPLEMENT: (12, ("ask_for_more", "answer")),
    State.RETURNED: (14, ("return_to_unit",)),
    State.UNIT_PUBLIC: (1, ("open_unit_notice",)),
    State.NOT_APPROVED: (14, ("conclude_unfit", "complain")),
    State.REVOCATION_REVIEW: (27, ("open_revocation_review",)),
    State.REPLACING: (27, ("propose_correction",)),
    State.SUSPENDED: (14, ("suspend", "record_finding")),
}


@dataclass(frozen=True)
class Page:
    kind: str
    step: str
    url: str
    typed: Callable[[], dict] = dict
    refusals: Mapping[str, list[str]] = field(default_factory=dict)  # by state, where the step is not free on the road
    foreign: str = ""  # where not any will do
    seen_as: str = ""  # whose page it is, where not the thing's own

    @property
    def transition(self):
        return registry.latest(PROCESSES[self.kind]).transition(self.step)

    @property
    def name(self) -> str:
        return f"{self.kind}: {self.step}"


def reasoned():
    return {"reason": WHY}


def registration():
    today = clock.today().strftime("%d/%m/%Y")
    return {"number": "7", "issued_on": today, "signed_copy": (BytesIO(province.pdf()), "ban-da-ky.pdf")}


def request_for_more():
    due_on = province.in_days(5).strftime("%d/%m/%Y")
    return {"reason": WHY, "due_on": due_on, "tick-field-citation": "y", "note-field-citation": "Ghi rõ hơn."}


def closing():
    now = clock.local(clock.now())
    return {"ended_on": now.strftime("%d/%m/%Y"), "ended_time": now.strftime("%H:%M")}


def opening():
    now = clock.local(clock.now())
    return {"held_on": now.strftime("%d/%m/%Y"), "held_time": now.strftime("%H:%M")}


def counting(kind):
    """The meeting as it stood before whoever counts."""
    return lambda: {"version": newest(kind).version}


def seen(kind):
    """The page as it stood before whoever signs."""
    as_shown = {"submission": submissions.as_shown, "proposal": proposals.as_shown}[kind]
    return lambda: {"seen": as_shown(newest(kind))}


def awarded():
    return db.session.scalars(select(DecisionItem)).one()


def handing_over():
    item = awarded()
    lines = [deliveries.Line(item=item, delivery=deliveries.of_case(item.nomination_id), given=articles_of("any"))]
    return {
        "handed_on": clock.today().strftime("%d/%m/%Y"),
        "place": "Sở Nội vụ",
        "receiver_name": "Trần Văn Nhận",
        "receiver_title": "Văn thư",
        "money_way": "transfer",
        "item_ids": str(item.id),
        "seen": deliveries.as_shown(lines),
    }


def archiving():
    return {"code": "KT.01", "title": "Hồ sơ khen thưởng", "retention": "years_20", "item_ids": str(awarded().id)}


def cause():
    """Of a case as it stands before whoever suspends it."""
    today = clock.today().strftime("%d/%m/%Y")
    source = {"source_agency": "Thanh tra tỉnh", "source_on": today}
    return {"seen": newest("case").state, "ground": "don_thu", "reason": WHY, **source}


def read_finding():
    """The suspension as it stood before whoever ends it."""
    found = db.session.scalars(select(Suspension)).one_or_none()
    return {"reason": WHY, "version": found.version if found else 0}


def ground():
    """Of an award, with the document it stands in."""
    today = clock.today().strftime("%d/%m/%Y")
    document = (BytesIO(province.pdf()), "ket-luan.pdf")
    return {"ground": "forged", "source": "Kết luận số 15", "source_on": today, "reason": WHY, "file": document}


def read_review():
    """The review as it stood before the Chairman."""
    found = db.session.scalars(select(Revocation)).one_or_none()
    return {"reason": WHY, "version": found.version if found else 0}


def put_right():
    """What the decision says otherwise, with the document that shows it."""
    document = (BytesIO(province.pdf()), "giay-khai-sinh.pdf")
    right = {"kind": "replacing", "honorific": "Bà", "nominee_name": "Chamaléa Thị Sướng", "nominee_title": ""}
    return {
        **right,
        "source": "Giấy khai sinh số 15",
        "reason": WHY,
        "file": document,
        "version": newest("case").version,
    }


def read_correction():
    """The correction as it stood before whoever signs it, or gives it up."""
    found = db.session.scalars(select(Correction)).one_or_none()
    return {"reason": WHY, "version": found.version if found else 0}


def plain(step, refusals=None):
    return Page("case", step, f"/nominations/{{case}}/steps/{step.replace('_', '-')}", reasoned, refusals or {})


MEETINGS = ("unit meeting", "provincial meeting")
NO_NOTICE = ["Đợt này không công khai tại đơn vị: trình thẳng Hội đồng."]
NOT_PAST = ["Hồ sơ này phải qua Hội đồng hoặc Thường trực Hội đồng: đưa vào phiên họp."]
NOT_OVER = ["Chưa hết thời hạn công khai hoặc còn phản ánh chưa xử lý."]
NOT_LATE = ["Chưa quá hạn bổ sung: chờ đơn vị đến hết hạn."]
NO_VIOLATION = ["Chưa có kết luận vi phạm: ghi nhận văn bản kết luận rồi mới chấm dứt."]
NO_WORD = ["Chưa có ý kiến không đồng ý của Chủ tịch UBND tỉnh về hồ sơ này."]

PAGES = [
    plain("send_to_check"),
    plain("open_unit_notice", {State.UNIT_CHECK: NO_NOTICE}),
    plain("close_unit_notice", {State.UNIT_PUBLIC: NOT_OVER}),
    plain("hand_back_to_drafter"),
    plain("refer_to_unit_council"),
    plain("rework"),
    plain("withdraw_submitted"),
    plain("withdraw_returned"),
    plain("withdraw"),
    plain("announce_result"),
    plain("propose_directly", {State.APPRAISED: NOT_PAST}),
    Page("case", "register", "/intake/{case}/register", lambda: {"number": "7"}),
    Page("case", "accept", "/intake/{case}/accept"),
    Page("case", "ask_for_more", "/intake/{case}/ask-for-more", request_for_more),
    Page("case", "supplement", "/intake/{case}/supplement"),
    Page("case", "return_overdue", "/intake/{case}/return-overdue", reasoned, {State.SUPPLEMENT: NOT_LATE}),
    Page("case", "suspend", "/suspensions/{case}/suspend", cause),
    Page("case", "resume", "/suspensions/{case}/resume", read_finding),
    Page("case", "end_after_suspension", "/suspensions/{case}/end", read_finding, {State.SUSPENDED: NO_VIOLATION}),
    Page("case", "conclude_fit", "/appraisals/{case}/conclude-fit", reasoned),
    Page("case", "conclude_unfit", "/appraisals/{case}/conclude-unfit", reasoned),
    Page("case", "return_to_unit", "/appraisals/{case}/return-to-unit", reasoned),
    Page(
        "case",
        "refuse_by_chairman",
        "/proposals/{proposal}/items/{item}/refuse",
        reasoned,
        {State.SNV_SUBMISSION: NO_WORD},
        foreign=State.AT_CHAIR,
        seen_as="proposal",
    ),
    Page("case", "hand_over", "/deliveries/{decision}/hand-over/{unit}", handing_over, foreign=State.PUBLISHED),
    Page("case", "archive", "/archive/decisions/{decision}", archiving, foreign=State.PRODUCTION),
    Page("case", "reappraise_after_complaint", "/complaints/reappraise/{case}"),
    Page("case", "open_revocation_review", "/revocations/open/{case}", ground),
    Page("case", "revoke", "/revocations/revoke/{case}", read_review),
    Page("case", "keep_award", "/revocations/keep/{case}", read_review),
    Page("case", "propose_correction", "/corrections/propose/{case}", put_right, {State.DECIDED: [NOT_ISSUED]}),
    Page("case", "sign_correction", "/corrections/sign/{case}", read_correction),
    Page("case", "abandon_correction", "/corrections/abandon/{case}", read_correction),
    Page("submission", "sign", "/submissions/{submission}/sign", seen("submission")),
    Page("submission", "issue", "/submissions/{submission}/register", registration),
    Page("submission", "discard", "/submissions/{submission}/discard", reasoned),
    *(
        Page(kind, step, f"/meetings/{{{kind.replace(' ', '_')}}}/{step.replace('_', '-')}", typed)
        for kind in MEETINGS
        for step, typed in {
            "open": opening,
            "collect_written_opinions": dict,
            "close": closing,
            "cancel_vote": reasoned,
            "discard": reasoned,
        }.items()
    ),
    *(Page(kind, "count", f"/meetings/{{{kind.replace(' ', '_')}}}/count", counting(kind)) for kind in MEETINGS),
    Page("proposal", "sign", "/proposals/{proposal}/sign", seen("proposal")),
    Page("proposal", "forward", "/proposals/{proposal}/forward", seen("proposal")),
    Page("proposal", "send_back", "/proposals/{proposal}/send-back", reasoned),
    Page("proposal", "send_back_from_chairman", "/proposals/{proposal}/send-back-from-chairman", reasoned),
    Page("proposal", "decide", "/proposals/{proposal}/decide", seen("proposal")),
    Page("proposal", "discard", "/proposals/{proposal}/discard", reasoned),
    Page("decision", "issue", "/decisions/{decision}/issue", registration),
]


def newest(kind):
    """The one of its kind in a province with a single case."""
    if kind.endswith("meeting"):
        is_provincial = kind.startswith("provincial")
        found = select(Meeting).join(Meeting.council).where(Council.is_provincial.is_(is_provincial))
        return db.session.scalars(found).one_or_none()
    model = {
        "case": Nomination,
        "submission": Submission,
        "proposal": Proposal,
        "decision": Decision,
        "item": ProposalItem,
    }[kind]
    return db.session.scalars(select(model)).one_or_none()


def address(page):
    things = {kind: newest(kind) for kind in [*PROCESSES, "item"]}
    ids = {kind.replace(" ", "_"): thing.id if thing else 0 for kind, thing in things.items()}
    return page.url.format(**ids, unit=things["case"].unit_id)


def halts():
    """Every standing with the way there: steps along the road, then steps aside."""
    for kind, states in ON_THE_ROAD.items():
        yield from ((kind, state, number, ()) for state, number in states.items())
    yield from (("case", state, number, verbs) for state, (number, verbs) in ASIDE.items())


def step_aside(at_work, case, verbs):
    """As who takes them by right; a public notice in a round that has one, for as long as it takes."""
    at_work.award_round.unit_notice = "open_unit_notice" in verbs
    for verb in verbs:
        MOVES[verb].do(at_work, case, at_work.actor(MOVES[verb].by(case), unit_of(case)), 9)
    at_work.award_round.unit_notice = False


def walk(at_work, case, steps):
    for _ in range(steps):
        road.take(at_work, case)
