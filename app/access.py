"""Permissions: closed by default. Every view declares one, or says that it is public.

A permission opens a door of the building. Which cases a person sees behind it is a scoped query of the
room; which step they may take is the workflow's business.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.actor import Actor
from workflows.vocabulary import Role

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def current_actor() -> Actor:
    """Who asks, in the office they act in; behind a door that is open to strangers there may be nobody."""
    actor: Actor = g.actor
    return actor


class Permission(StrEnum):
    """`room:action`. What a door is called."""

    SELF = "self:use"  # one's own account, worklist and notices
    NOMINATION_READ = "nomination:read"
    NOMINATION_DRAFT = "nomination:draft"
    NOMINATION_STEP = "nomination:step"
    SUPPLEMENT_ANSWER = "supplement:answer"
    NOMINEE_EDIT = "nominee:edit"
    HONOUR_READ = "honour:read"
    HONOUR_ENTER = "honour:enter"
    HONOUR_CONFIRM = "honour:confirm"
    SERVICE_RECORD_READ = "service-record:read"  # discipline stands there: told to few
    SERVICE_RECORD_ENTER = "service-record:enter"
    SERVICE_RECORD_CONFIRM = "service-record:confirm"
    SERVICE_RECORD_VOID = "service-record:void"
    ROUND_OPEN = "round:open"
    MOVEMENT_KEEP = "movement:keep"  # phong trào thi đua: launch, change, close
    REGISTRATION_READ = "registration:read"  # đăng ký thi đua
    REGISTRATION_OPEN = "registration:open"  # a year of it
    REGISTRATION_WRITE = "registration:write"  # of one's own unit
    REGISTRATION_STEP = "registration:step"
    BLOCK_READ = "block:read"
    BLOCK_OPEN = "block:open"  # the year of an emulation block
    BLOCK_WRITE = "block:write"  # members, table, scores, meeting: of one's own block
    BLOCK_STEP = "block:step"
    GATHERING_READ = "gathering:read"
    SUBMISSION_READ = "submission:read"
    SUBMISSION_PREPARE = "submission:prepare"
    SUBMISSION_SIGN = "submission:sign"
    SUBMISSION_ISSUE = "submission:issue"
    SUBMISSION_DISCARD = "submission:discard"
    UNIT_DECISION_READ = "unit-decision:read"
    UNIT_DECISION_REPORT = "unit-decision:report"
    NOMINATION_INTAKE = "nomination:intake"
    APPRAISAL_READ = "appraisal:read"
    APPRAISAL_WRITE = "appraisal:write"
    APPRAISAL_CONCLUDE = "appraisal:conclude"
    APPRAISAL_ASSIGN = "appraisal:assign"
    APPRAISAL_HAND_BACK = "appraisal:hand-back"
    NOMINATION_SUSPEND = "nomination:suspend"
    LETTER_ISSUE = "letter:issue"
    CONSULTATION_ANSWER = "consultation:answer"
    NOTICE_SIGN = "notice:sign"
    PARTY_MARK = "party:mark"  # say that a nominee is under the management of Ban Thường vụ Tỉnh ủy
    PARTY_ASK = "party:ask"
    PARTY_ANSWER = "party:answer"
    MEETING_READ = "meeting:read"
    MEETING_KEEP = "meeting:keep"
    MEETING_CHAIR = "meeting:chair"
    INITIATIVE_READ = "initiative:read"
    INITIATIVE_ENTER = "initiative:enter"
    INITIATIVE_RECORD = "initiative:record"  # what an initiative council voted
    INITIATIVE_USE_CONFIRM = "initiative:confirm-use"  # of a former year, on paper
    INITIATIVE_USE_VOID = "initiative:void-use"
    COUNCIL_READ = "council:read"
    COUNCIL_KEEP = "council:keep"  # its members, papers and numbers
    PROPOSAL_READ = "proposal:read"
    PROPOSAL_PREPARE = "proposal:prepare"
    PROPOSAL_SIGN = "proposal:sign"
    PROPOSAL_ISSUE = "proposal:issue"
    PROPOSAL_CHECK = "proposal:check"
    UPWARD_READ = "upward:read"  # what went up to the state
    UPWARD_RECORD = "upward:record"  # that it was sent, and what came back
    DECISION_READ = "decision:read"
    DECISION_SIGN = "decision:sign"
    DECISION_ISSUE = "decision:issue"
    COMPLAINT_READ = "complaint:read"
    COMPLAINT_ENTER = "complaint:enter"
    COMPLAINT_SETTLE = "complaint:settle"
    COMPLAINT_FOLLOW = "complaint:follow"  # have a case examined again
    REVOCATION_RECOVER = "revocation:recover"
    RESOLUTION_READ = "resolution:read"
    RESOLUTION_START = "resolution:start"
    RESOLUTION_STEP = "resolution:step"
    RESOLUTION_CONSULT = "resolution:consult"
    RESOLUTION_SESSION = "resolution:session"
    DELIVERY_READ = "delivery:read"
    DELIVERY_PREPARE = "delivery:prepare"
    DELIVERY_CONFIRM = "delivery:confirm"
    DELIVERY_PAY = "delivery:pay"
    DELIVERY_ARCHIVE = "delivery:archive"
    REISSUE_ASK = "reissue:ask"
    AWARD_READ = "award:read"
    AWARD_DRAFT_READ = "award-draft:read"  # what is not published yet
    AWARD_DRAFT = "award-draft:write"
    AWARD_PUBLISH = "award-draft:publish"  # of a draft that somebody else wrote
    PROCESS_MOVE = "process:move"
    BOOK_READ = "book:read"
    BOOK_KEEP = "book:keep"
    SUBSTITUTE_MANAGE = "substitute:manage"
    LIMIT_EXTEND = "limit:extend"
    TIME_READ = "time:read"  # how long each step took
    HOLIDAY_KEEP = "holiday:keep"  # which days are off, which are worked instead
    ADMINISTRATION = "system:administer"


P = Permission
_EVERYBODY = frozenset({P.SELF, P.AWARD_READ})
_UNIT = frozenset(
    {
        P.NOMINATION_READ,
        P.HONOUR_READ,
        P.REGISTRATION_READ,
        P.BLOCK_READ,
        P.GATHERING_READ,
        P.SUBMISSION_READ,
        P.UNIT_DECISION_READ,
        P.MEETING_READ,
        P.COUNCIL_READ,
        P.INITIATIVE_READ,
        P.DECISION_READ,
        P.DELIVERY_READ,
    }
)
_DEPARTMENT = frozenset(
    {
        P.NOMINATION_READ,
        P.HONOUR_READ,
        P.REGISTRATION_READ,
        P.BLOCK_READ,
        P.SUBMISSION_READ,
        P.UNIT_DECISION_READ,
        P.APPRAISAL_READ,
        P.MEETING_READ,
        P.COUNCIL_READ,
        P.INITIATIVE_READ,
        P.PROPOSAL_READ,
        P.UPWARD_READ,
        P.DECISION_READ,
        P.RESOLUTION_READ,
        P.DELIVERY_READ,
    }
)
_ENTERS_RECORDS = frozenset({P.SERVICE_RECORD_READ, P.SERVICE_RECORD_ENTER, P.SERVICE_RECORD_VOID})
_CONFIRMS_RECORDS = frozenset({P.SERVICE_RECORD_READ, P.SERVICE_RECORD_CONFIRM, P.SERVICE_RECORD_VOID})
_BOOKS = frozenset({P.BOOK_READ, P.BOOK_KEEP})
_CATALOGUE = frozenset({P.AWARD_DRAFT_READ, P.AWARD_DRAFT})
_BLOCK = frozenset({P.BLOCK_WRITE, P.BLOCK_STEP})
_MOVEMENT = frozenset({P.MOVEMENT_KEEP, P.REGISTRATION_OPEN, P.REGISTRATION_STEP})
_RESOLUTION = frozenset({P.RESOLUTION_READ, P.RESOLUTION_STEP})

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.UNIT_CLERK: _UNIT
    | _ENTERS_RECORDS
    | {
        P.NOMINATION_DRAFT,
        P.NOMINATION_STEP,
        P.SUPPLEMENT_ANSWER,
        P.NOMINEE_EDIT,
        P.INITIATIVE_ENTER,
        P.INITIATIVE_USE_VOID,
        P.HONOUR_ENTER,
        P.SUBMISSION_PREPARE,
        P.SUBMISSION_ISSUE,
        P.SUBMISSION_DISCARD,
        P.UNIT_DECISION_REPORT,
        P.COMPLAINT_READ,
        P.COMPLAINT_ENTER,
        P.DELIVERY_CONFIRM,
        P.REISSUE_ASK,
        P.PARTY_MARK,
        P.REGISTRATION_WRITE,
        P.TIME_READ,
        *_BLOCK,
    },
    Role.UNIT_COUNCIL_SECRETARY: _UNIT
    | {P.MEETING_KEEP, P.MEETING_CHAIR, P.COUNCIL_KEEP}  # leads here what is chaired on paper
    | {P.INITIATIVE_ENTER, P.INITIATIVE_USE_VOID, P.INITIATIVE_RECORD},
    Role.UNIT_COUNCIL: _UNIT,
    Role.UNIT_COUNCIL_MEMBERS: _UNIT,
    Role.UNIT_HEAD: _UNIT
    | {P.NOMINATION_STEP, P.SUBMISSION_SIGN, P.SUBMISSION_DISCARD, P.COMPLAINT_READ, P.COMPLAINT_ENTER}
    | {P.UNIT_DECISION_REPORT, P.SUBSTITUTE_MANAGE, P.SERVICE_RECORD_READ, P.REGISTRATION_STEP, P.TIME_READ}
    | _BLOCK,
    Role.UNIT_CLERICAL: _UNIT | _BOOKS | {P.SUBMISSION_ISSUE, P.LETTER_ISSUE},
    Role.INTAKE_OFFICER: _DEPARTMENT
    | _CONFIRMS_RECORDS
    | {P.NOMINATION_INTAKE, P.NOMINATION_STEP, P.COMPLAINT_READ, P.COMPLAINT_ENTER},
    Role.APPRAISER: _DEPARTMENT
    | _CONFIRMS_RECORDS
    | {P.APPRAISAL_WRITE, P.PROPOSAL_PREPARE, P.UPWARD_RECORD, P.NOMINATION_STEP, P.HONOUR_ENTER, P.HONOUR_CONFIRM}
    | {P.REVOCATION_RECOVER, P.DELIVERY_PREPARE, P.REISSUE_ASK, P.APPRAISAL_HAND_BACK, P.PARTY_MARK}
    | {P.INITIATIVE_USE_CONFIRM, P.INITIATIVE_USE_VOID}
    | _BLOCK
    | _CATALOGUE
    | _MOVEMENT
    | {P.BLOCK_OPEN},
    Role.BAN_HEAD: _DEPARTMENT
    | _ENTERS_RECORDS  # of the department's own people
    | {
        P.APPRAISAL_WRITE,
        P.APPRAISAL_CONCLUDE,
        P.APPRAISAL_ASSIGN,
        P.NOMINATION_SUSPEND,
        P.NOMINATION_STEP,
        P.PROPOSAL_PREPARE,
        P.UPWARD_RECORD,
        P.ROUND_OPEN,
        P.LIMIT_EXTEND,
        P.TIME_READ,
        P.HOLIDAY_KEEP,
        P.COUNCIL_KEEP,
        *(P.NOMINATION_DRAFT, P.NOMINEE_EDIT),  # of the department's own simplified cases
        P.COMPLAINT_READ,
        P.PARTY_MARK,
        P.BLOCK_OPEN,
        P.AWARD_PUBLISH,
        *_BLOCK,
        *_CATALOGUE,
        *_MOVEMENT,
    },
    Role.BAN_DEPUTY: _DEPARTMENT | {P.APPRAISAL_ASSIGN, P.APPRAISAL_HAND_BACK, P.SERVICE_RECORD_READ},
    Role.SNV_DRAFTER: _DEPARTMENT | _RESOLUTION | {P.PROPOSAL_PREPARE, P.RESOLUTION_CONSULT, P.RESOLUTION_SESSION},
    Role.SNV_DIRECTOR: _DEPARTMENT
    | _RESOLUTION
    | {P.PROPOSAL_PREPARE, P.PROPOSAL_SIGN, P.NOMINATION_STEP, P.ROUND_OPEN, P.PROCESS_MOVE, P.BLOCK_STEP}
    | {P.COMPLAINT_READ, P.RESOLUTION_START, P.RESOLUTION_SESSION, P.SUBSTITUTE_MANAGE, P.NOTICE_SIGN, P.PARTY_ASK}
    | {P.SERVICE_RECORD_READ, P.TIME_READ, P.REGISTRATION_STEP, P.AWARD_DRAFT_READ, P.AWARD_PUBLISH},
    Role.SNV_CLERICAL: _DEPARTMENT | _BOOKS | {P.PROPOSAL_ISSUE, P.LETTER_ISSUE},
    Role.COUNCIL_SECRETARY: _DEPARTMENT | {P.MEETING_KEEP, P.COUNCIL_KEEP},
    Role.COUNCIL_CHAIR: frozenset({P.NOMINATION_READ, P.MEETING_READ, P.MEETING_CHAIR, P.COUNCIL_READ}),
    Role.COUNCIL_DEPUTY_CHAIR: frozenset({P.NOMINATION_READ, P.MEETING_READ, P.COUNCIL_READ}),
    Role.COUNCIL_MEMBERS: frozenset({P.NOMINATION_READ, P.MEETING_READ, P.COUNCIL_READ}),
    Role.CONSULTED_AGENCY: frozenset({P.CONSULTATION_ANSWER}),
    Role.PARTY_COMMITTEE: frozenset({P.PARTY_ANSWER}),
    Role.VPUB: _RESOLUTION | {P.NOMINATION_READ, P.PROPOSAL_READ, P.UPWARD_READ, P.DECISION_READ, P.PROPOSAL_CHECK},
    Role.CHAIRMAN: _RESOLUTION
    | {P.NOMINATION_READ, P.PROPOSAL_READ, P.DECISION_READ, P.DECISION_SIGN, P.COMPLAINT_READ, P.COMPLAINT_FOLLOW}
    | {P.SUBSTITUTE_MANAGE, P.UPWARD_READ},
    Role.UBND_MEMBERS: frozenset({P.RESOLUTION_READ}),
    Role.JUSTICE_DEPARTMENT: _RESOLUTION,
    Role.HDND_STANDING: _RESOLUTION | {P.RESOLUTION_SESSION},
    Role.HDND_COMMITTEE: _RESOLUTION,
    Role.HDND_CHAIR: _RESOLUTION | {P.SUBSTITUTE_MANAGE},
    Role.HDND_DELEGATES: frozenset({P.RESOLUTION_READ}),
    Role.HDND_OFFICE: _RESOLUTION | {P.RESOLUTION_SESSION},
    Role.CLERICAL_UBND: _BOOKS
    | {P.NOMINATION_READ, P.PROPOSAL_READ, P.UPWARD_READ, P.DECISION_READ}
    | {P.DECISION_ISSUE, P.LETTER_ISSUE},
    Role.INSPECTOR: _DEPARTMENT | {P.COMPLAINT_READ, P.BOOK_READ, P.SERVICE_RECORD_READ},
    Role.COMPLAINT_OFFICER: _DEPARTMENT | {P.COMPLAINT_READ, P.COMPLAINT_ENTER, P.COMPLAINT_SETTLE},
    Role.ARCHIVIST: _DEPARTMENT | {P.DELIVERY_ARCHIVE},
    Role.ACCOUNTANT: frozenset({P.DECISION_READ, P.DELIVERY_READ, P.DELIVERY_PAY}),
    Role.ADMINISTRATOR: frozenset({P.ADMINISTRATION, P.SUBSTITUTE_MANAGE, P.COUNCIL_READ, P.COUNCIL_KEEP})
    | {P.HOLIDAY_KEEP},
}


def seals(view: View) -> View:
    """Say that a page seals ballots in the browser: libsodium is WebAssembly, which the policy forbids all others."""
    view.seals = True  # type: ignore[attr-defined]
    return view


def permissions_of(actor: Actor | None) -> frozenset[Permission]:
    """What the office an actor sits in opens. Without an office: only what is one's own. A stranger: nothing."""
    if actor is None:
        return frozenset()
    if actor.role is None:
        return frozenset({P.SELF})
    return _EVERYBODY | GRANTS.get(actor.role, frozenset())


def requires(permission: Permission) -> Callable[[View], View]:
    """Say which permission opens a view. The gate below reads it before every request."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def asks_code(view: View) -> View:
    """Say that a view opens only to whoever gave a code of the second factor lately."""
    view.asks_code = True  # type: ignore[attr-defined]
    return view


def code_first() -> ResponseReturnValue | None:
    """To the page that asks for a code and leads back here; None when one was given lately, or nobody has to."""
    return redirect(url_for("accounts.confirm", next=_wanted()), 303) if g.wants_code else None


def public(view: View) -> View:
    """Say that anybody may open a view."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def guard_every_view(app: Flask) -> None:
    @app.before_request
    def gate() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None  # no such page: 404 by itself
        view = current_app.view_functions[request.endpoint]
        if request.endpoint == "static" or getattr(view, "permission", "closed") is None:
            return None
        permission = getattr(view, "permission", None)
        actor: Actor | None = g.actor
        if actor is None:
            return redirect(url_for("accounts.sign_in", next=_wanted()), 303)
        if permission not in permissions_of(actor):
            abort(403)
        return code_first() if getattr(view, "asks_code", False) else None


def _wanted() -> str:
    """Where to land after signing in: this page, or for a form that was being sent, the page it stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.full_path.rstrip("?")
    return page_before() or "/"


def page_before() -> str | None:
    """The page a form that was sent stood on; for a page that was asked for, the one that led here. None: not known."""
    is_asked_for = request.method in {"GET", "HEAD"}
    if not is_asked_for and _can_be_opened(request.path):
        return request.path
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host or (is_asked_for and came_from.path == request.path):
        return None
    path = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    return path if _can_be_opened(came_from.path) else None


def _can_be_opened(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(path, "GET")
