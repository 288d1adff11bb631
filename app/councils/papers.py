"""What Biên bản họp and Biên bản kiểm phiếu say, gathered from the rows of the meeting."""

from collections.abc import Iterator
from dataclasses import replace

from app import clock
from app.councils import agenda, matters, openings
from app.councils.agenda import Line
from app.councils.matters import Words
from app.councils.models import Body, Council, CouncilMember, Meeting, Presence, Voting
from app.councils.regulation import day_of
from app.councils.words import KINDS, PARTS, share, short_body
from app.documents import layout
from app.documents.kinds.of_councils import MeetingMinutes, TallySheet
from app.documents.layout import unended
from app.documents.printable import Letterhead, Person, Signature, Tally, TallyLine
from app.organisations.naming import PROVINCIAL_COMMITTEE, in_full, in_letterhead, of_whom

METHODS = {
    Voting.SEALED: "bỏ phiếu kín trực tuyến, thùng phiếu niêm phong",
    Voting.PAPER: "bỏ phiếu kín",
    Voting.HANDS: "biểu quyết giơ tay",
}
SEALED = "Toàn bộ phiếu đã kiểm được niêm phong, có chữ ký của Ban kiểm phiếu và giao Thư ký Hội đồng lưu giữ"


def tally_sheet(meeting: Meeting) -> TallySheet:
    """Biên bản kiểm phiếu: tellers and chair sign it on paper, and write in the hours of the count."""
    ballots, tally = agenda.ballots_of(meeting), _tally(meeting, agenda.lines(meeting))
    by_secretary = meeting.voting is Voting.HANDS and not meeting.tellers
    return TallySheet(
        letterhead=_letterhead(meeting, of_tellers=not by_secretary),
        subject=f"{'Biểu quyết giơ tay' if by_secretary else 'Kiểm phiếu'} xét {matter(meeting)}",
        signature=Signature(lines="Đại diện Hội đồng\nChủ tọa", name=chair_of(meeting).name),
        recipients=(meeting.council.name, kept_at(meeting)),
        council=meeting.council.name,
        counted_on=None if meeting.is_in_writing else day_of(meeting),
        venue=in_full(meeting.place),
        tellers=(secretary_of(meeting),) if by_secretary else tuple(_tellers(meeting)),
        is_by_secretary=by_secretary,
        issued=_handed_out(meeting),
        is_by_hands=meeting.voting is Voting.HANDS,
        recusals=tuple(_recusals(meeting)),
        returned=ballots.returned or 0,
        valid=(ballots.returned or 0) - (ballots.invalid or 0),
        invalid=ballots.invalid or 0,
        by_letter=agenda.quorum_of(meeting).written,
        tally=tally,
        sealing=_sealing(meeting),
        box=openings.box_record(meeting),
    )


def _letterhead(meeting: Meeting, *, of_tellers: bool = False) -> Letterhead:
    called = words(meeting)
    above, who, symbol = superior(meeting.council), called.council, f"BB-{called.symbol}"
    if of_tellers:
        above, who, symbol = _council_in_letterhead(meeting), "Ban kiểm phiếu", "BB-BKP"
    return Letterhead(superior=above, organisation=who, symbol=symbol, issued_on=clock.today())


def _sealing(meeting: Meeting) -> str:
    if meeting.voting is Voting.SEALED:
        vote = openings.vote_elsewhere(meeting)
        return vote.sealing if vote else ""
    return SEALED if meeting.ballots_returned and not meeting.is_in_writing else ""


def minutes(meeting: Meeting) -> MeetingMinutes:
    """Biên bản họp, with an extract of the count and the council's conclusion."""
    listed, tellers = agenda.lines(meeting), tuple(_tellers(meeting)) if meeting.tellers else ()
    chair, secretary = chair_of(meeting), secretary_of(meeting)
    return MeetingMinutes(
        letterhead=_letterhead(meeting),
        subject=f"Họp {meeting.council.name}\nxét {matter(meeting)}",
        signature=Signature(lines="Chủ tọa", name=chair.name, left_lines="Thư ký", left_name=secretary.name),
        recipients=("Thành viên Hội đồng", kept_at(meeting)),
        council=body_name(meeting),
        started_at=meeting.held_at,
        ended_at=meeting.ended_at,
        venue=in_full(meeting.place),
        members=len(agenda.body_of(meeting)),
        present=tuple(_people(meeting, Presence.PRESENT)),
        absent=tuple(_people(meeting, Presence.ABSENT)),
        by_letter=tuple(_people(meeting, Presence.WRITTEN)),
        chair=chair,
        secretary=secretary,
        proceedings=(f"Hội đồng xem xét {layout.quantity(len(listed))} trường hợp đề nghị {matter(meeting)}",),
        discussion=tuple(_discussion(meeting, listed)),
        voting_method="lấy phiếu bằng văn bản" if meeting.is_in_writing else METHODS[meeting.voting],
        tellers=tellers,
        recusals=tuple(_recusals(meeting)),
        led_by_others=tuple(_led_by_others(meeting)),
        tallies=(_tally(meeting, listed),) if any(line.vote for line in listed) else (),
        checks=tuple(_checks(meeting)),
        conclusions=tuple(_conclusions(meeting, listed)),
    )


def _checks(meeting: Meeting) -> Iterator[str]:
    if record := openings.box_record(meeting):
        yield f"Bỏ phiếu kín trực tuyến: {record.cast}/{record.members} lá phiếu trong thùng"
        yield f"Dấu kiểm tra thùng phiếu khi kết thúc bỏ phiếu: {record.digest}"
        yield f"Dấu nhật ký hệ thống: {record.log_head}"


def minutes_of_cancelling(meeting: Meeting, reason: str) -> MeetingMinutes:
    """Biên bản hủy lần bỏ phiếu: who was there, why, and that nobody looked into the box."""
    done = minutes(meeting)
    box = "Các phiếu đã gửi về không kiểm" if meeting.is_in_writing else "Thùng phiếu không mở, phiếu không kiểm"
    return replace(
        done,
        subject=f"Hủy lần bỏ phiếu\nxét {matter(meeting)}",
        recipients=("Thành viên Hội đồng", kept_at(meeting)),
        ended_at=clock.now(),
        tallies=(),
        checks=(),
        conclusions=(
            f"Hủy lần bỏ phiếu. Lý do: {unended(reason)}",
            f"{box}; phiếu được niêm phong, giao Thư ký Hội đồng lưu giữ",
            "Phiên họp trở lại bước chuẩn bị; Hội đồng bỏ phiếu lại các trường hợp trong chương trình",
        ),
    )


def _tally(meeting: Meeting, listed: list[Line]) -> Tally:
    return Tally(
        members=len(agenda.body_of(meeting)),
        body=short_body(meeting.body),
        lines=tuple(_tally_line(line, several=_has_several_awards(listed)) for line in listed),
        threshold=_thresholds(meeting, listed),
    )


def _tally_line(line: Line, *, several: bool) -> TallyLine:
    item, vote = line.item, line.vote
    return TallyLine(
        name=item.name,
        honorific=item.honorific,
        detail=in_full(layout.in_one_line(item.detail)),
        award=in_full(item.award) if several else "",
        yes=line.item.agree or 0,
        no=line.item.disagree or 0,
        of=line.members,
        is_passed=vote is not None and vote.passes,
        is_counted=vote is not None,
    )


def _thresholds(meeting: Meeting, listed: list[Line]) -> str:
    """'Đạt khi có từ 90% tổng số thành viên Hội đồng trở lên đồng ý', once where one rule holds, else by award."""
    by_rule: dict[str, list[str]] = {}
    for line in listed:
        needed = f"{share(line.pct, meeting.body, strict=line.strict)} đồng ý"
        by_rule.setdefault(needed, []).append(in_full(line.item.award))
    if len(by_rule) <= 1:
        return "".join(f"Đạt khi có {needed}" for needed in by_rule)
    parts = (f"{needed} ({', '.join(dict.fromkeys(awards))})" for needed, awards in by_rule.items())
    return f"Đạt khi có {'; '.join(parts)}"


def matter(meeting: Meeting) -> str:
    return matters.of(meeting).matter(meeting)


def words(meeting: Meeting) -> Words:
    return matters.of(meeting).words


def _has_several_awards(listed: list[Line]) -> bool:
    return len({line.item.award for line in listed}) > 1


def _people(meeting: Meeting, presence: Presence) -> Iterator[Person]:
    found = {line.member_id: line for line in meeting.attendance if line.presence is presence}
    for member in agenda.body_of(meeting):
        if member.id in found:
            yield Person(name=member.name, role=role(member), note=_lowered(found[member.id].reason))


def _lowered(reason: str) -> str:
    """In brackets after a name: '(đi công tác theo kế hoạch)'."""
    return f"{reason[:1].lower()}{reason[1:]}"


def role(member: CouncilMember) -> str:
    return ", ".join(part for part in (member.title, PARTS.get(member.part, "")) if part)


def chair_of(meeting: Meeting) -> Person:
    return _person(agenda.presiding(meeting))


def secretary_of(meeting: Meeting) -> Person:
    return _person(agenda.first_of(meeting, "secretary"))


def _person(member: CouncilMember | None) -> Person:
    return Person(name=member.name, role=PARTS[member.part]) if member else Person(name="")


def _tellers(meeting: Meeting) -> Iterator[Person]:
    for place, name in enumerate(meeting.tellers):
        yield Person(name=name, role="Ủy viên" if place else "Trưởng ban")
    if not meeting.tellers:
        yield Person(name="", role="Trưởng ban")


def _handed_out(meeting: Meeting) -> int:
    """Ballots; of a show of hands, hands that could be shown."""
    return agenda.quorum_of(meeting).present if meeting.voting is Voting.HANDS else meeting.ballots_issued or 0


def _recusals(meeting: Meeting) -> Iterator[str]:
    """'Nguyễn Văn A không bỏ phiếu trường hợp Lê Thị B (là người được đề nghị khen thưởng: …)'."""
    for item in agenda.living(meeting):
        for recusal in item.recusals:
            why = f"{_lowered(KINDS[recusal.kind])}: {_lowered(unended(recusal.reason))}"
            yield f"{recusal.member.name} không bỏ phiếu trường hợp {item.name} ({why})"


def _led_by_others(meeting: Meeting) -> Iterator[str]:
    for item in agenda.living(meeting):
        if item.chaired_by is not None:
            yield f"{item.chaired_by.name}: trường hợp {item.name}"


def _discussion(meeting: Meeting, listed: list[Line]) -> Iterator[str]:
    yield from (line for line in meeting.discussion.splitlines() if line.strip())
    for line in listed:
        if line.item.note.strip():
            yield f"{line.item.name}: {unended(line.item.note)}"


def _conclusions(meeting: Meeting, listed: list[Line]) -> Iterator[str]:
    written = [line for line in meeting.conclusion.splitlines() if line.strip()]
    if written:
        yield from written
        return
    votes = [line.vote for line in listed if line.vote]
    is_counted = len(votes) == len(listed)
    passed = f" {layout.quantity(sum(vote.passes for vote in votes))}" if is_counted else layout.BLANK
    yield f"Có{passed}/{layout.quantity(len(listed))} trường hợp đạt tỷ lệ phiếu theo quy định"


def body_name(meeting: Meeting) -> str:
    return f"Thường trực {meeting.council.name}" if meeting.body is Body.STANDING else meeting.council.name


def superior(council: Council) -> str:
    return PROVINCIAL_COMMITTEE if council.is_provincial else in_letterhead(council.organisation)


def _council_in_letterhead(meeting: Meeting) -> str:
    called, council = words(meeting).council, meeting.council
    return f"{called} tỉnh" if council.is_provincial else f"{called}\n{of_whom(council.organisation)}"


def kept_at(meeting: Meeting) -> str:
    return f"Lưu: VT, {words(meeting).symbol}"
