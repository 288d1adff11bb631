"""What every page shows around its content: menu, acting office, banners, and how values are written."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from flask import Flask, current_app, g, request, url_for
from jinja2.ext import Extension
from markupsafe import Markup

from app import clock
from app.access import Permission, permissions_of
from app.actor import Actor
from app.awards.words import UNSETTLED
from app.config import ROOT
from app.documents.layout import in_one_line
from app.effects import runner
from app.moving import state_name_of
from app.organisations.queries import role_name
from app.text import cited
from workflows.vocabulary import PAPER_NAMES, ROLE_NAMES

P = Permission
ICONS = ROOT / "templates" / "_components" / "icons"
DRAWN = 500  # menus that are kept: so many offices stand in so many rooms
TWO_DIGITS = tuple(f"{number:02}" for number in range(32))
_INDENTS = re.compile(r"^[ \t]+", re.MULTILINE)


@dataclass(frozen=True)
class MenuLine:
    label: str
    icon: str
    endpoint: str
    permission: Permission


MENU = (
    MenuLine("Việc cần xử lý", "house", "desk.worklist", P.SELF),
    MenuLine("Hồ sơ đề nghị", "file-earmark-text", "nominations.index", P.NOMINATION_READ),
    MenuLine("Cá nhân, tập thể, hộ", "people", "nominees.index", P.NOMINEE_EDIT),
    MenuLine("Khen thưởng đã có", "star-fill", "honours.index", P.HONOUR_READ),
    MenuLine("Kết quả công tác", "clipboard-check", "service_records.index", P.SERVICE_RECORD_READ),
    MenuLine("Đối chiếu tiêu chuẩn", "list-check", "eligibility.index", P.NOMINEE_EDIT),
    MenuLine("Trình qua cấp trên", "file-earmark-check", "gatherings.index", P.GATHERING_READ),
    MenuLine("Tờ trình của đơn vị", "file-earmark-check", "submissions.index", P.SUBMISSION_READ),
    MenuLine("Quyết định của đơn vị", "award", "unit_decisions.index", P.UNIT_DECISION_READ),
    MenuLine("Tiếp nhận", "inbox", "intake.index", P.NOMINATION_INTAKE),
    MenuLine("Thẩm định", "list-check", "appraisals.index", P.APPRAISAL_READ),
    MenuLine("Lấy ý kiến công khai", "chat-left-text", "public_notices.index", P.APPRAISAL_READ),
    MenuLine("Hiệp y", "chat-left-text", "consultations.index", P.CONSULTATION_ANSWER),
    MenuLine("Xin ý kiến Tỉnh ủy", "chat-left-text", "party_opinions.index", P.PARTY_ANSWER),
    MenuLine("Sáng kiến", "star-fill", "initiatives.index", P.INITIATIVE_READ),
    MenuLine("Khối thi đua", "people", "blocks.index", P.BLOCK_READ),
    MenuLine("Đăng ký thi đua", "clipboard-check", "registrations.index", P.REGISTRATION_READ),
    MenuLine("Họp Hội đồng", "clipboard-check", "meetings.index", P.MEETING_READ),
    MenuLine("Tờ trình của Sở Nội vụ", "file-earmark-check", "proposals.index", P.PROPOSAL_READ),
    MenuLine("Trình cấp Nhà nước", "file-earmark-check", "upward.index", P.UPWARD_READ),
    MenuLine("Quyết định", "award", "decisions.index", P.DECISION_READ),
    MenuLine("Trao tặng, lưu trữ", "archive", "deliveries.index", P.DELIVERY_READ),
    MenuLine("Khiếu nại, phản ánh", "chat-left-text", "complaints.index", P.COMPLAINT_READ),
    MenuLine("Nghị quyết của HĐND", "files", "resolutions.index", P.RESOLUTION_READ),
    MenuLine("Đợt xét", "calendar3", "rounds.index", P.AWARD_READ),
    MenuLine("Phong trào thi đua", "star-fill", "movements.index", P.AWARD_READ),
    MenuLine("Thời gian giải quyết", "clipboard-check", "deadlines.times", P.TIME_READ),
    MenuLine("Danh hiệu, hình thức", "book", "awards.index", P.AWARD_READ),
    MenuLine("Quy trình", "diagram-3", "processes.index", P.AWARD_READ),
    MenuLine("Sổ văn bản", "book", "books.outgoing_book", P.BOOK_READ),
    MenuLine("Người thay khi vắng", "people", "substitutes.index", P.SUBSTITUTE_MANAGE),
    MenuLine("Quản trị", "gear", "administration.index", P.ADMINISTRATION),
    MenuLine("Hướng dẫn", "question-circle", "guide.index", P.SELF),
)


WITHIN: dict[str | None, str | None] = {
    "councils": "meetings",
    "award_drafts": "awards",
}  # under whose line of the menu a room stands


def register(app: Flask) -> None:
    app.context_processor(_frame)
    app.jinja_env.globals.update(icon=icon, state_name_of=state_name_of, unsettled=UNSETTLED)
    app.jinja_env.filters.update(ngay=vietnamese_date, gio=vietnamese_time, tien=vietnamese_money)
    app.jinja_env.filters["in_one_line"] = in_one_line
    app.jinja_env.filters["can_cu"] = cited
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(Unindented)


class Unindented(Extension):
    """Templates are indented for those who read them; browsers get one blank for it: a sixth less."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 -- Jinja's
        return _INDENTS.sub(" ", source)


@cache
def icon(name: str) -> Markup:
    """A picture that ships with the templates, kept: a page has thirty, and a macro costs ten times a call."""
    picture = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    return Markup(f'<span class="icon" aria-hidden="true"> {picture} </span>')  # noqa: S704 -- our own file


def vietnamese_date(moment: date | datetime | None) -> str:
    """dd/mm/yyyy in Viet Nam; nothing for nothing."""
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        moment = clock.local(moment)
    return f"{TWO_DIGITS[moment.day]}/{TWO_DIGITS[moment.month]}/{moment.year}"  # a hundred times a page


def vietnamese_time(moment: datetime | None) -> str:
    """HH:MM dd/mm/yyyy in Viet Nam."""
    return "" if moment is None else clock.local(moment).strftime("%H:%M %d/%m/%Y")


def vietnamese_money(amount: int | None) -> str:
    """3510000 -> 3.510.000 đ."""
    return "" if amount is None else f"{amount:,}".replace(",", ".") + " đ"


@dataclass(frozen=True)
class Person:
    """What pages know of who is signed in; the cookie's token never reaches a page."""

    id: int | None
    full_name: str
    is_authenticated: bool

    def get_id(self) -> str:
        return str(self.id)


NOBODY = Person(None, "", is_authenticated=False)


def _frame() -> dict[str, Any]:
    """Put together once for all the templates of a page."""
    actor = g.get("actor")
    if "frame" not in g or g.frame[0] is not actor:
        g.frame = actor, _frame_for(actor)
    frame: dict[str, Any] = g.frame[1]
    return frame


def _frame_for(actor: Actor | None) -> dict[str, Any]:
    """Asks no database: the page that says the database is gone has a frame too."""
    now = vietnamese_time(clock.now())
    frame: dict[str, Any] = {
        "now_in_words": now,
        "clock_banner": _clock_banner(now),
        "help_contact": current_app.config["HELP_CONTACT"],
        "permissions": frozenset(),
        "paper_names": PAPER_NAMES,
        "role_names": ROLE_NAMES,
    }
    if actor is None:
        return frame | {"current_user": NOBODY, "menu": "", "acting": None}
    return frame | {
        "current_user": Person(actor.user_id, actor.name, is_authenticated=True),
        "permissions": permissions_of(actor),
        "menu": _menu(_rooms_of(actor), WITHIN.get(request.blueprint, request.blueprint), request.script_root),
        "acting": {
            "role_name": office_name(actor),
            "organisation_name": actor.organisation_name,
            "appointments": [
                {
                    "id": office.appointment_id,
                    "role_name": office_name(office),
                    "organisation_name": office.organisation_name,
                    "is_here": office == actor,
                }
                for office in g.offices
            ],
        },
    }


def office_name(office: Actor) -> str:
    """'Chuyên viên thẩm định, thay Võ Thị Thanh Nhàn'."""
    return f"{role_name(office.role)}, thay {office.for_name}" if office.for_name else role_name(office.role)


def _rooms_of(actor: Actor) -> frozenset[Permission]:
    """A unit with nobody above or below it is not led to a page that will always be empty."""
    granted = permissions_of(actor)
    return granted if actor.gathers else granted - {P.GATHERING_READ}


@lru_cache(maxsize=DRAWN)
def _menu(granted: frozenset[Permission], room: str | None, root: str) -> Markup:  # noqa: ARG001 -- addresses have it
    """Drawn once for each office in each room: it stands on every page, and nothing in it is of one person."""
    drawn = current_app.jinja_env.get_template("_components/menu.html").render(lines=_menu_lines(granted, room))
    return Markup(drawn)  # noqa: S704 -- our own template


def _menu_lines(granted: frozenset[Permission], room: str | None) -> list[dict[str, Any]]:
    return [
        {
            "label": line.label,
            "icon": line.icon,
            "url": url_for(line.endpoint),
            "is_here": line.endpoint.split(".")[0] == room,
        }
        for line in MENU
        if line.permission in granted
    ]


@dataclass(frozen=True)
class ClockBanner:
    """One line that everybody reads, and what it means for whoever asks."""

    line: str
    more: str


OF_THE_DEMONSTRATION = (
    "Người, đơn vị cơ sở và hồ sơ ở đây là giả định; tài khoản trình diễn không phải đổi mật khẩu lần đầu "
    "và không bắt buộc có xác thực hai lớp."
)


def _clock_banner(now: str) -> ClockBanner | None:
    if not clock.is_demonstration():
        return None
    left = runner.papers_left()
    line = f"Bản trình diễn. Đồng hồ cơ quan: {now}." + (f" Đang in văn bản ở nền: còn {left}." if left else "")
    return ClockBanner(line, OF_THE_DEMONSTRATION)
