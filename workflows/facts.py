"""What guards may ask. The application fills these in before it asks; a default is what holds until somebody tells.

Of what a step needs (a signature, a vote, a round that is open) the default means "not yet", and the step is refused.
Of what stands in the way (gaps, failures, a hold, open matters) it means "nothing known": the room that would know must
tell, and a test says of every field which room does, or why none does yet.

Fields of sentences (`gaps`, `open_matters` …) are shown as they are: each says what is in the way and what to do.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Vote:
    """Votes in favour, over all members, and the rule that was in force when they were counted."""

    agree: int
    members: int
    pct: int
    strict: bool  # more than pct, instead of at least pct

    def __post_init__(self) -> None:
        if self.members <= 0:
            raise ValueError("Tổng số thành viên phải lớn hơn 0.")
        if not 0 <= self.agree <= self.members:
            raise ValueError("Số phiếu đồng ý phải từ 0 đến tổng số thành viên.")

    @property
    def passes(self) -> bool:
        agree, needed = self.agree * 100, self.pct * self.members
        return agree > needed if self.strict else agree >= needed


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of how many are there, and the share that must be: at least numerator / denominator."""

    there: int
    members: int
    numerator: int
    denominator: int

    @property
    def needed(self) -> int:
        return -(-self.members * self.numerator // self.denominator)

    @property
    def is_enough(self) -> bool:
        return self.there >= self.needed


@dataclass(frozen=True, kw_only=True)
class NominationFacts:
    # the dossier
    subject_kind: str = ""
    subject_kinds: frozenset[str] = frozenset()  # whom the award may be given to
    purpose_is_chosen: bool = False  # a movement or a route
    gaps: tuple[str, ...] = ()  # required fields still missing
    rule_set_is_in_force: bool = False
    is_simplified: bool = False  # one of the cases of the simplified procedure was chosen
    # at the unit
    unit_notice_is_on: bool = False
    unit_notice_is_over: bool = True
    automatic_failures: tuple[str, ...] = ()
    is_on_hold: bool = False
    unit_vote: Vote | None = None
    unit_quorum_met: bool = False
    submission_is_signed: bool = False
    is_struck: bool = False  # struck from the unit's list by its head
    submission_is_issued: bool = False  # number, date and signed copy recorded
    round_is_open: bool = False  # the unit submitted in the round's time, or still may
    # at Sở Nội vụ
    dossier_gaps: tuple[str, ...] = ()
    supplement_is_asked: bool = False  # faulty items named and still open
    supplement_is_answered: bool = False  # each named item was answered
    supplement_is_overdue: bool = False
    unmet_criteria: tuple[str, ...] = ()
    open_matters: tuple[str, ...] = ()  # consultation, public notice, opinion of the Party committee, complaint
    # at the council
    considered_by: str = ""  # full, standing, none
    is_on_agenda: bool = False
    meeting_is_open: bool = False
    meeting_quorum_met: bool = False
    is_counted: bool = False
    vote: Vote | None = None
    # proposal and decision
    proposal_is_signed: bool = False
    proposal_is_forwarded: bool = False
    is_excluded: bool = False  # struck from the proposal's list by the Chairman, with reason
    may_be_refused_by_chairman: bool = False
    decision_is_signed: bool = False
    decision_is_issued: bool = False  # number, date and signed copy recorded
    upward_is_signed: bool = False  # the Chairman's Tờ trình to the state
    upward_is_sent: bool = False
    answer_is_in: bool = False  # what the state answered about this name is recorded
    correction_is_signed: bool = False
    is_delivered: bool = False
    papers_are_complete: bool = False
    # the unit decides itself
    without_authority: tuple[str, ...] = ()  # why the unit that acts may not decide the award
    unit_decision_is_signed: bool = False
    is_struck_from_unit_decision: bool = False
    unit_decision_is_posted: bool = False  # numbered, and made known in the unit
    unit_decision_is_reported: bool = False
    # what may come between
    has_clearance: bool = False  # a conclusion says there is no violation
    has_violation: bool = False  # a conclusion says there is one
    complaint_is_upheld: bool = False
    has_revocation_ground: bool = False  # a ground of the law is recorded, with its document


@dataclass(frozen=True, kw_only=True)
class SubmissionFacts:
    has_items: bool = False
    unlisted: tuple[str, ...] = ()  # differences between the list and the council's minutes
    has_number: bool = False
    has_signed_copy: bool = False


@dataclass(frozen=True, kw_only=True)
class UnitDecisionFacts:
    has_items: bool = False
    unready: tuple[str, ...] = ()  # names that do not belong on it, and an award the unit may not decide
    has_number: bool = False
    has_signed_copy: bool = False
    is_posted: bool = False  # made known in the unit: when and where


@dataclass(frozen=True, kw_only=True)
class GatheringFacts:
    has_items: bool = False
    unready: tuple[str, ...] = ()  # cases that went elsewhere meanwhile
    has_number: bool = False
    has_signed_copy: bool = False
    is_answered: bool = False  # each name was taken up, or not, with its reason


@dataclass(frozen=True, kw_only=True)
class BlockFacts:
    """Of a block's year; members by name."""

    unready: tuple[str, ...] = ("Chưa kiểm tra được thành viên và bảng chấm điểm.",)  # why it cannot be published
    has_scores: bool = False
    unsent: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    has_result: bool = False  # of a meeting, not void


@dataclass(frozen=True, kw_only=True)
class RegistrationFacts:
    has_lines: bool = False
    untimely: str = "Chưa kiểm tra được thời gian đăng ký."  # why not today; empty: in time


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    has_agenda: bool = False
    quorum_met: bool = False
    quorum_text: str = ""  # "có mặt 5/9 thành viên, cần 6"
    totals_are_in: bool = False
    totals_lack: str = ""  # why they are not, where it is not somebody's typing: a box that was not opened
    totals_errors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BallotFacts:
    unready: tuple[str, ...] = ("Chưa kiểm tra được danh sách.",)  # why the list cannot be frozen
    meeting_is_open: bool = False
    without_slip: tuple[str, ...] = ()  # tellers by name
    too_few: tuple[str, ...] = ("Chưa đếm được số lá phiếu.",)  # why the closed box holds too little to be opened
    is_whole: bool = False  # the box is what it was when it was closed
    meeting_is_counted: bool = False
    slips_kept_until: str = ""  # a day, where it has not passed


@dataclass(frozen=True, kw_only=True)
class ProposalFacts:
    has_items: bool = False
    has_number: bool = False
    has_signed_copy: bool = False


@dataclass(frozen=True, kw_only=True)
class DecisionFacts:
    has_number: bool = False
    has_signed_copy: bool = False


@dataclass(frozen=True, kw_only=True)
class UpwardFacts:
    """Of the Chairman's Tờ trình to the state, and of the package that goes with it."""

    has_number: bool = False
    has_signed_copy: bool = False
    gaps: tuple[str, ...] = ("Chưa kiểm tra được hồ sơ gửi kèm.",)  # compulsory papers that are missing, by name
    has_package: bool = False
    unanswered: tuple[str, ...] = ("Chưa kiểm tra được kết quả.",)  # names without a result


@dataclass(frozen=True, kw_only=True)
class PaperFacts:
    has_number: bool = False
    has_signed_copy: bool = False


@dataclass(frozen=True, kw_only=True)
class ResolutionFacts:
    """Of a resolution of the People's Council. "Put down" means: for the step that is being taken."""

    today: date
    # what the page of a step asks for
    papers: frozenset[str] = frozenset()  # put down
    condition_is_confirmed: bool = False
    vote: Vote | None = None
    present: Share | None = None  # delegates who are there
    number: str = ""
    passed_on: date | None = None
    effective_on: date | None = None
    replaced_on: date | None = None  # from when the resolution holds that takes this one's place
    # assignment and procedure
    assignment_is_recorded: bool = False
    is_shortened: bool = False  # with its ground
    # consultation
    posted_on: date | None = None  # on the province's portal
    posted_until: date | None = None  # the earliest day on which it may be taken off again
    agencies_asked: int = 0
    agencies_owing: tuple[str, ...] = ()  # neither answered nor recorded as silent after their limit
    comments_unanswered: int = 0
    appraisal_is_on_file: bool = False
    # the session of the People's Council
    session_name: str = ""
    session_opens_on: date | None = None
    latest_on: date | None = None  # the last day that is early enough before the session
    received_on: date | None = None  # when the case came into its state
    days_to_effect: int = 0  # at least, from the day it was passed
