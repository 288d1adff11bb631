"""The arithmetic of a council: who must be there, what the sums may be, how many votes it takes. Whole numbers only.

Quorum and thresholds are of all members of the body on the day. A written opinion never makes the quorum of a
sitting, but it votes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.councils.customs import ADDRESS, TELLERS
from app.documents.layout import percent
from app.text import fold
from workflows.facts import Vote


@dataclass(frozen=True, kw_only=True)
class Quorum:
    members: int
    present: int
    written: int
    numerator: int
    denominator: int
    is_in_writing: bool = False

    @property
    def needed(self) -> int:
        return -(-self.numerator * self.members // self.denominator)

    @property
    def counted(self) -> int:
        return self.present + self.written if self.is_in_writing else self.present

    @property
    def is_met(self) -> bool:
        return self.members > 0 and self.counted >= self.needed

    @property
    def text(self) -> str:
        how = "đã có ý kiến" if self.is_in_writing else "có mặt"
        missing = "" if self.is_met else f", còn thiếu {self.needed - self.counted}"
        return f"{how} {self.counted}/{self.members} thành viên, cần {self.needed}{missing}"


@dataclass(frozen=True, kw_only=True)
class Ballots:
    """Papers of the whole meeting. A void one counts as invalid for every name on it."""

    issued: int | None
    returned: int | None
    invalid: int | None


@dataclass(frozen=True, kw_only=True)
class Totals:
    """The typed sums for one nominee."""

    agree: int | None
    disagree: int | None
    invalid: int | None

    @property
    def is_empty(self) -> bool:
        return None in (self.agree, self.disagree, self.invalid)

    @property
    def is_negative(self) -> bool:
        return min(self.agree or 0, self.disagree or 0, self.invalid or 0) < 0

    @property
    def votes(self) -> int:
        return (self.agree or 0) + (self.disagree or 0) + (self.invalid or 0)


@dataclass(frozen=True, kw_only=True)
class Recused:
    """How many do not vote on one name: of those who are there, of those who wrote, and of all members."""

    present: int = 0
    written: int = 0
    members: int = 0

    @property
    def all(self) -> int:
        return self.present + self.written

    @property
    def text(self) -> str:
        return f", trừ {self.all} thành viên không bỏ phiếu trường hợp này" if self.all else ""


NOBODY = Recused()
SLIPS = 3  # of a sealed box, two of which open it: how it is built, not a custom


def faults(
    ballots: Ballots, lines: Mapping[int, Totals], quorum: Quorum, recused: Mapping[int, Recused] | None = None
) -> dict[str, str]:
    """What contradicts itself on paper: the field it stands in, and the sentence beside it.

    `recused`: by line, who does not vote on it. Each of them may have handed in a paper, on which this name is missing.
    """
    found = of_ballots = dict(_faults_of_ballots(ballots, quorum))
    for item_id, line in lines.items():
        without = (recused or {}).get(item_id, NOBODY)
        fault = _fault_of(line, ballots, quorum, without)
        if fault is None and not of_ballots:
            fault = _lack_of(line, ballots, quorum, without)
        if fault:
            found = found | {f"agree_{item_id}": fault}
    return found


def faults_of_hands(lines: Mapping[int, Totals], quorum: Quorum, recused: Mapping[int, Recused]) -> dict[str, str]:
    """Hands are counted of all who are there: for, against, or for neither. Opinions in writing are added."""
    found = {}
    for item_id, line in lines.items():
        without = recused.get(item_id, NOBODY)
        wanted = quorum.present + quorum.written - without.all
        there = f"{quorum.present} thành viên có mặt và {quorum.written} ý kiến bằng văn bản{without.text}"
        if line.is_empty:
            found[f"agree_{item_id}"] = "Nhập đủ số đồng ý, không đồng ý và không biểu quyết; không có thì ghi 0."
        elif line.is_negative:
            found[f"agree_{item_id}"] = "Số người phải từ 0 trở lên."
        elif line.votes != wanted:
            found[f"agree_{item_id}"] = f"Tổng cộng {line.votes} người, phải bằng {wanted}: {there}."
    return found


def _faults_of_ballots(ballots: Ballots, quorum: Quorum) -> Iterator[tuple[str, str]]:
    issued, returned, invalid = ballots.issued, ballots.returned, ballots.invalid
    if issued is None:
        yield "ballots_issued", "Nhập số phiếu phát ra."
    elif issued > quorum.present:
        yield "ballots_issued", f"Phát ra {issued} phiếu nhưng chỉ có {quorum.present} thành viên có mặt."
    if returned is None:
        yield "ballots_returned", "Nhập số phiếu thu vào."
    elif issued is not None and returned > issued:
        yield "ballots_returned", f"Thu vào {returned} phiếu, nhiều hơn {issued} phiếu phát ra."
    if invalid is None:
        yield "ballots_invalid", "Nhập số phiếu không hợp lệ; không có thì ghi 0."
    elif returned is not None and invalid > returned:
        yield "ballots_invalid", f"{invalid} phiếu không hợp lệ, nhiều hơn {returned} phiếu thu vào."
    for name, number in (("issued", issued), ("returned", returned), ("invalid", invalid)):
        if number is not None and number < 0:
            yield f"ballots_{name}", "Số phiếu phải từ 0 trở lên."


def _fault_of(line: Totals, ballots: Ballots, quorum: Quorum, without: Recused) -> str | None:
    if line.is_empty:
        return "Nhập đủ số phiếu đồng ý, không đồng ý và không hợp lệ; không có thì ghi 0."
    if line.is_negative:
        return "Số phiếu phải từ 0 trở lên."
    if line.votes > quorum.present + quorum.written - without.all:
        there = f"{quorum.present} thành viên có mặt và {quorum.written} ý kiến bằng văn bản{without.text}"
        return f"Tổng cộng {line.votes} phiếu, nhiều hơn {there}."
    if ballots.returned is not None and line.votes > ballots.returned + quorum.written - without.written:
        return f"Tổng cộng {line.votes} phiếu, nhiều hơn {_papers(ballots, quorum, without)}."
    least = max((ballots.invalid or 0) - without.present, 0)
    if (line.invalid or 0) < least:
        at_least = "ít nhất bằng số đó" if least == ballots.invalid else f"ít nhất là {least}{without.text}"
        return f"Có {ballots.invalid} phiếu không hợp lệ cả phiếu: số không hợp lệ của mỗi người {at_least}."
    return None


def _lack_of(line: Totals, ballots: Ballots, quorum: Quorum, without: Recused) -> str | None:
    """Every paper that came back says something of every name its member votes on; a blank is invalid."""
    on_paper = max((ballots.returned or 0) - without.present, 0)
    lacking = on_paper + quorum.written - without.written - line.votes
    if lacking <= 0:
        return None
    there = _papers(ballots, quorum, without)
    return f"Tổng cộng {line.votes} phiếu, thiếu {lacking} so với {there}. Phiếu để trống là phiếu không hợp lệ."


def _papers(ballots: Ballots, quorum: Quorum, without: Recused) -> str:
    return f"{ballots.returned} phiếu thu vào và {quorum.written} ý kiến bằng văn bản{without.text}"


def fault_of_tellers(tellers: Sequence[str], nominees: Sequence[str]) -> str | None:
    """Ban kiểm phiếu: enough different people, none of whom is voted on."""
    if len({_person(name) for name in tellers}) < TELLERS.fewest:
        return f"Ban kiểm phiếu cần {TELLERS.at_least}; ghi mỗi người một dòng."
    listed = {_person(name) for name in nominees}
    on_the_list = [name for name in tellers if _person(name) in listed]
    if on_the_list:
        return f"{', '.join(on_the_list)} có tên trong danh sách đề nghị, không tham gia Ban kiểm phiếu."
    return None


def fault_of_keepers(with_account: int) -> str | None:
    """A sealed box wants as many tellers with accounts as there are slips."""
    if with_account >= SLIPS:
        return None
    return (
        f"Bỏ phiếu kín trực tuyến cần ít nhất {SLIPS} người trong Ban kiểm phiếu có tài khoản, mỗi người giữ một phiếu"
        f" mở thùng; mới có {with_account}."
    )


def is_same_person(name: str, other: str) -> bool:
    """As far as names tell, without what people are addressed by."""
    return _person(name) == _person(other)


def _person(name: str) -> str:
    return fold(ADDRESS.off(name))


def votes_needed(members: int, pct: int, *, strict: bool) -> int:
    """The fewest votes in favour that pass."""
    share = pct * members
    return share // 100 + 1 if strict else -(-share // 100)


def threshold(pct: int, *, strict: bool) -> str:
    return f"trên {pct}%" if strict else f"từ {pct}%"


def in_words(vote: Vote) -> str:
    """'Đạt 14/15 phiếu (93,33%), cần từ 90%, tức ít nhất 14 phiếu'."""
    result = "Đạt" if vote.passes else "Không đạt:"
    needed = votes_needed(vote.members, vote.pct, strict=vote.strict)
    rule = threshold(vote.pct, strict=vote.strict)
    return f"{result} {votes(vote)}, cần {rule}, tức ít nhất {needed} phiếu"


def votes(vote: Vote) -> str:
    """'14/15 phiếu (93,33%)', rounded as on the papers."""
    return f"{vote.agree}/{vote.members} phiếu ({percent(vote.agree, vote.members)})"
