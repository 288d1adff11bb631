"""What the papers of a meeting say of its sealed ballot, and the minutes of what was destroyed unopened or for good."""

from dataclasses import asdict, replace

from app import clock
from app.audit.queries import last_of
from app.ballots import box, facts, paper_voters, queries
from app.ballots.models import Ballot, BallotName
from app.ballots.parcel import shown
from app.councils import papers as of_meetings
from app.councils.models import Meeting
from app.councils.openings import records_box
from app.documents.kinds.of_councils import BoxLine, BoxRecord, MeetingMinutes
from app.documents.layout import unended


@records_box
def record_of(meeting: Meeting) -> BoxRecord | None:
    """Bảng kê phiếu, once the box was opened."""
    ballot = queries.newest_of(meeting)
    if ballot is None or ballot.state not in facts.OPENED:
        return None
    newest = last_of(ballot.ref)
    return BoxRecord(
        cast=ballot.cast or 0,
        members=ballot.members or 0,
        on_paper=len(paper_voters.typed_in(ballot)),
        digest=ballot.digest or "",
        log_head=f"dòng {newest.seq}: {newest.hash}" if newest else "",
        lines=tuple(_line(name) for name in ballot.names),
        trackers=tuple(sorted(shown(tracker) for tracker in box.trackers_of(ballot))),
    )


def _line(name: BallotName) -> BoxLine:
    assert name.sums is not None, "an opened ballot has its sums"
    return BoxLine(name=name.item.name, **asdict(name.sums))


def minutes_of_destroying(ballot: Ballot) -> MeetingMinutes:
    """Biên bản hủy phiếu mở thùng: from here nobody opens the box."""
    holders = ", ".join(slip.name for slip in ballot.slips)
    return _minutes(
        ballot,
        "Hủy phiếu mở thùng",
        (
            f"Ba phiếu mở thùng do {holders} giữ đã được tiêu hủy; khóa mở thùng trong hệ thống đã bị xóa",
            "Từ thời điểm này không ai mở được thùng phiếu; kết quả kiểm phiếu giữ nguyên như Biên bản kiểm phiếu",
        ),
    )


def minutes_of_cancelling(ballot: Ballot, reason: str) -> MeetingMinutes:
    """Biên bản hủy lần bỏ phiếu trực tuyến: nobody looked into the box, and nobody can any more."""
    return _minutes(
        ballot,
        "Hủy lần bỏ phiếu kín trực tuyến",
        (
            f"Hủy lần bỏ phiếu. Lý do: {unended(reason)}",
            "Thùng phiếu không mở; khóa mở thùng đã bị xóa, không ai mở được thùng phiếu này nữa",
            "Hội đồng bỏ phiếu lại các trường hợp trong chương trình, trực tuyến hoặc bằng phiếu giấy",
        ),
    )


def _minutes(ballot: Ballot, subject: str, conclusions: tuple[str, ...]) -> MeetingMinutes:
    done = of_meetings.minutes(ballot.meeting)
    return replace(
        done,
        subject=f"{subject}\nxét {of_meetings.matter(ballot.meeting)}",
        ended_at=clock.now(),
        discussion=(),
        tallies=(),
        checks=(),
        conclusions=conclusions,
    )
