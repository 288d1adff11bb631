"""For each step that has conditions: the facts that let it through, and what each missing one makes it say."""

from dataclasses import replace

import pytest

from workflows import registry
from workflows.facts import (
    DecisionFacts,
    MeetingFacts,
    NominationFacts,
    PaperFacts,
    ProposalFacts,
    SubmissionFacts,
    Vote,
)
from workflows.vocabulary import Role

PASSED = Vote(agree=6, members=7, pct=80, strict=False)
FAILED = Vote(agree=5, members=7, pct=80, strict=False)
START = {"rule_set_is_in_force": True}
INDIVIDUAL = {"subject_kind": "individual", "subject_kinds": frozenset({"individual", "collective"})}
SIMPLIFIED = START | {"is_simplified": True}
NO_RULES = "Bộ tiêu chuẩn chưa có hiệu lực: hiện chỉ lập được bản nháp, chờ nghị quyết hoặc quy định có hiệu lực."
WRONG_KIND = (
    "Danh hiệu, hình thức này không dành cho loại đối tượng đã chọn: chọn lại đối tượng hoặc danh hiệu, hình thức."
)
NOT_SIMPLIFIED = "Chọn trường hợp được áp dụng thủ tục đơn giản."
UNSIGNED = "Tờ trình của đơn vị chưa được ký: trình thủ trưởng đơn vị ký Tờ trình có hồ sơ này."
STRUCK = "Thủ trưởng đơn vị đã gạch tên khỏi danh sách: trả lại hồ sơ để hoàn thiện."
LATE = "Hồ sơ ngoài thời hạn của đợt xét: liên hệ Sở Nội vụ hoặc chuyển sang đợt khác."
OFF_AGENDA = "Thêm hồ sơ vào chương trình một phiên họp."
NO_VOTE = "Chưa ghi kết quả bỏ phiếu của Hội đồng cho hồ sơ này."
NO_UNIT_VOTE = "Chưa ghi kết quả bỏ phiếu của Hội đồng đơn vị cho hồ sơ này."
EXCLUDED = "Chủ tịch UBND tỉnh đã loại hồ sơ này khỏi danh sách: trả lại Sở Nội vụ hoặc thông báo không khen thưởng."

# step: (facts that let it through, {fact: (its value that does not, the sentences)})
AWARD = {
    "send_to_check": (
        START | INDIVIDUAL | {"purpose_is_chosen": True},
        {
            "rule_set_is_in_force": (False, [NO_RULES]),
            "subject_kind": (
                "household",
                [WRONG_KIND],
            ),
            "purpose_is_chosen": (False, ["Chọn phong trào thi đua hoặc loại hình khen thưởng."]),
            "gaps": (("Nhập ngày sinh.", "Nhập chức vụ."), ["Nhập ngày sinh.", "Nhập chức vụ."]),
        },
    ),
    "open_unit_notice": (
        {"unit_notice_is_on": True},
        {"unit_notice_is_on": (False, ["Đợt này không công khai tại đơn vị: trình thẳng Hội đồng."])},
    ),
    "refer_to_unit_council": (
        {},
        {
            "unit_notice_is_on": (
                True,
                ["Đợt này phải công khai tại đơn vị: đưa hồ sơ ra công khai trước khi trình Hội đồng."],
            ),
            "automatic_failures": (("Chưa đủ 5 năm.",), ["Chưa đủ 5 năm."]),
            "is_on_hold": (True, ["Hồ sơ đang bị tạm dừng: chờ kết luận rồi mới trình Hội đồng."]),
        },
    ),
    "close_unit_notice": (
        {},
        {"unit_notice_is_over": (False, ["Chưa hết thời hạn công khai hoặc còn phản ánh chưa xử lý."])},
    ),
    "pass_unit_council": (
        {"unit_vote": PASSED, "unit_quorum_met": True},
        {
            "unit_vote": (
                FAILED,
                ["Số phiếu đồng ý của Hội đồng đơn vị chưa đạt tỷ lệ: chọn “Không thông qua”."],
            ),
            "unit_quorum_met": (False, ["Hội đồng đơn vị họp chưa đủ số thành viên theo quy định."]),
        },
    ),
    "refuse_at_unit_council": (
        {"unit_vote": FAILED},
        {"unit_vote": (PASSED, ["Số phiếu đồng ý của Hội đồng đơn vị đã đạt tỷ lệ: chọn “Thông qua”."])},
    ),
    "submit": (
        {"submission_is_signed": True},
        {"submission_is_signed": (False, [UNSIGNED]), "is_struck": (True, [STRUCK])},
    ),
    "strike_at_signing": (
        {"is_struck": True},
        {"is_struck": (False, ["Gạch tên khỏi danh sách của Tờ trình rồi mới trả lại hồ sơ."])},
    ),
    "register": (
        {"submission_is_issued": True, "round_is_open": True},
        {
            "submission_is_issued": (
                False,
                ["Tờ trình chưa phát hành: đơn vị ghi số, ngày và đính kèm bản đã ký."],
            ),
            "round_is_open": (False, [LATE]),
        },
    ),
    "accept": ({}, {"dossier_gaps": (("Thiếu biên bản.",), ["Thiếu biên bản."])}),
    "ask_for_more": (
        {"supplement_is_asked": True},
        {"supplement_is_asked": (False, ["Nêu ít nhất một mục phải bổ sung, sửa lại."])},
    ),
    "supplement": (
        {"supplement_is_answered": True},
        {
            "supplement_is_answered": (False, ["Còn mục chưa bổ sung: trả lời từng mục Sở Nội vụ đã nêu."]),
            "supplement_is_overdue": (
                True,
                ["Đã quá hạn bổ sung: liên hệ Sở Nội vụ để được gia hạn hoặc nhận lại hồ sơ."],
            ),
        },
    ),
    "return_overdue": (
        {"supplement_is_overdue": True},
        {"supplement_is_overdue": (False, ["Chưa quá hạn bổ sung: chờ đơn vị đến hết hạn."])},
    ),
    "conclude_fit": (
        {},
        {
            "unmet_criteria": (("Tiêu chí 2 chưa đạt.",), ["Tiêu chí 2 chưa đạt."]),
            "open_matters": (("Chờ Công an tỉnh hiệp y.",), ["Chờ Công an tỉnh hiệp y."]),
        },
    ),
    "put_on_agenda": (
        {"considered_by": "standing", "is_on_agenda": True},
        {
            "considered_by": (
                "none",
                ["Hồ sơ này không thuộc diện Hội đồng xét: trình thẳng Chủ tịch UBND tỉnh."],
            ),
            "is_on_agenda": (False, [OFF_AGENDA]),
        },
    ),
    "propose_directly": (
        {"considered_by": "none"},
        {
            "considered_by": (
                "full",
                ["Hồ sơ này phải qua Hội đồng hoặc Thường trực Hội đồng: đưa vào phiên họp."],
            ),
        },
    ),
    "open_meeting": (
        {"is_on_agenda": True, "meeting_is_open": True, "meeting_quorum_met": True},
        {
            "is_on_agenda": (False, [OFF_AGENDA]),
            "meeting_is_open": (False, ["Phiên họp chưa khai mạc."]),
            "meeting_quorum_met": (
                False,
                ["Phiên họp chưa đủ số thành viên theo quy chế: điểm danh lại hoặc lấy phiếu bằng văn bản."],
            ),
        },
    ),
    "collect_written_opinions": ({"is_on_agenda": True}, {"is_on_agenda": (False, [OFF_AGENDA])}),
    "count_votes": (
        {"is_counted": True, "vote": FAILED},
        {
            "is_counted": (
                False,
                ["Chưa kiểm phiếu: ghi đủ kết quả và hoàn thành kiểm phiếu của phiên họp."],
            ),
            "vote": (None, [NO_VOTE]),
        },
    ),
    "pass_council": (
        {"vote": PASSED},
        {"vote": (FAILED, ["Số phiếu đồng ý chưa đạt tỷ lệ trên tổng số thành viên: chọn “Không thông qua”."])},
    ),
    "refuse_at_council": (
        {"vote": FAILED},
        {"vote": (PASSED, ["Số phiếu đồng ý đã đạt tỷ lệ trên tổng số thành viên: chọn “Thông qua”."])},
    ),
    "submit_proposal": (
        {"proposal_is_signed": True},
        {
            "proposal_is_signed": (False, ["Tờ trình của Sở Nội vụ có hồ sơ này chưa được ký."]),
            "is_excluded": (True, [EXCLUDED]),
        },
    ),
    "forward_to_chairman": (
        {"proposal_is_forwarded": True},
        {"proposal_is_forwarded": (False, ["Tờ trình có hồ sơ này chưa được Văn phòng UBND tỉnh trình ký."])},
    ),
    "decide": (
        {"decision_is_signed": True},
        {
            "decision_is_signed": (False, ["Quyết định có hồ sơ này chưa được ký."]),
            "is_excluded": (True, [EXCLUDED]),
        },
    ),
    "publish": (
        {"decision_is_issued": True},
        {
            "decision_is_issued": (
                False,
                ["Quyết định chưa phát hành: ghi số, ngày theo sổ đăng ký và đính kèm bản đã ký."],
            ),
        },
    ),
    "sign_correction": (
        {"correction_is_signed": True},
        {"correction_is_signed": (False, ["Quyết định thay thế hoặc công văn đính chính chưa được ký."])},
    ),
    "hand_over": (
        {"is_delivered": True},
        {"is_delivered": (False, ["Chưa ghi nhận bàn giao: lập biên bản bàn giao hiện vật, tiền thưởng."])},
    ),
    "archive": (
        {"papers_are_complete": True},
        {"papers_are_complete": (False, ["Hồ sơ lưu còn thiếu văn bản: bổ sung đủ theo mục lục hồ sơ."])},
    ),
    "rework": ({"round_is_open": True}, {"round_is_open": (False, [LATE])}),
    "resume": (
        {"has_clearance": True},
        {
            "has_clearance": (
                False,
                ["Chưa có kết luận không vi phạm: ghi nhận văn bản kết luận rồi mới tiếp tục."],
            ),
        },
    ),
    "end_after_suspension": (
        {"has_violation": True},
        {"has_violation": (False, ["Chưa có kết luận vi phạm: ghi nhận văn bản kết luận rồi mới chấm dứt."])},
    ),
    "open_revocation_review": (
        {"has_revocation_ground": True},
        {
            "has_revocation_ground": (
                False,
                [
                    "Chưa ghi nhận căn cứ để xem xét hủy: nêu căn cứ theo luật hoặc quyết định giải quyết khiếu nại.",
                ],
            ),
        },
    ),
    "reappraise_after_complaint": (
        {"complaint_is_upheld": True},
        {
            "complaint_is_upheld": (
                False,
                ["Chưa có quyết định giải quyết khiếu nại công nhận khiếu nại đúng."],
            ),
        },
    ),
    "refuse_by_chairman": (
        {"may_be_refused_by_chairman": True},
        {
            "may_be_refused_by_chairman": (
                False,
                ["Chưa có ý kiến không đồng ý của Chủ tịch UBND tỉnh về hồ sơ này."],
            ),
        },
    ),
    "withdraw": ({}, {"decision_is_signed": (True, ["Quyết định đã ký: không rút hồ sơ được nữa."])}),
    "cancel_vote": ({}, {"is_counted": (True, ["Đã kiểm phiếu: không hủy được lần bỏ phiếu nữa."])}),
}
SIMPLIFIED_MEDAL = {
    "send_to_check": (
        START | INDIVIDUAL,
        {
            "rule_set_is_in_force": (False, [NO_RULES]),
            "subject_kind": (
                "collective",
                ["Kỷ niệm chương chỉ tặng cho cá nhân: chọn người được đề nghị là cá nhân."],
            ),
            "gaps": (("Chọn nhóm đối tượng.",), ["Chọn nhóm đối tượng."]),
        },
    ),
    "open_simplified": (
        SIMPLIFIED,
        {"rule_set_is_in_force": (False, [NO_RULES]), "is_simplified": (False, [NOT_SIMPLIFIED])},
    ),
    "submit_simplified": (
        SIMPLIFIED | {"submission_is_signed": True},
        {
            "rule_set_is_in_force": (False, [NO_RULES]),
            "is_simplified": (False, [NOT_SIMPLIFIED]),
            "gaps": (("Nhập tóm tắt thành tích.",), ["Nhập tóm tắt thành tích."]),
            "submission_is_signed": (False, [UNSIGNED]),
            "is_struck": (True, [STRUCK]),
        },
    ),
    "submit_at_once": (
        SIMPLIFIED,
        {
            "is_simplified": (False, [NOT_SIMPLIFIED]),
            "unmet_criteria": (("Tiêu chí 1 chưa đạt.",), ["Tiêu chí 1 chưa đạt."]),
            "open_matters": (("Còn khiếu nại.",), ["Còn khiếu nại."]),
        },
    ),
}
TABLES = {"award_province": AWARD, "medal_simplified": SIMPLIFIED_MEDAL}
STEPS = [(key, name) for key, table in TABLES.items() for name in table]


def asked(workflow, name, facts):
    step = workflow.transition(name)
    return [*step.refusals(min(step.source), step.by, facts)]


@pytest.mark.parametrize(("key", "name"), STEPS)
def test_step_goes_through_when_its_facts_are_there(key, name):
    ready, _ = TABLES[key][name]

    assert asked(registry.latest(key), name, NominationFacts(**ready)) == []


@pytest.mark.parametrize(("key", "name"), STEPS)
def test_step_says_what_stands_in_its_way(key, name):
    ready, missing = TABLES[key][name]
    facts = NominationFacts(**ready)
    answers = {
        fact: asked(registry.latest(key), name, replace(facts, **{fact: value})) for fact, (value, _) in missing.items()
    }

    assert answers == {fact: sentences for fact, (_, sentences) in missing.items()}


def test_every_step_with_a_condition_stands_in_the_table():
    conditioned = {name for name, step in registry.latest("award_province").transitions().items() if step.when}

    assert conditioned == AWARD.keys()


def test_a_vote_that_was_never_recorded_is_said_once():
    award, nothing = registry.latest("award_province"), NominationFacts(unit_quorum_met=True)
    steps = ["pass_unit_council", "refuse_at_unit_council", "pass_council", "refuse_at_council"]

    assert {name: asked(award, name, nothing) for name in steps} == {
        "pass_unit_council": [NO_UNIT_VOTE],
        "refuse_at_unit_council": [NO_UNIT_VOTE],
        "pass_council": [NO_VOTE],
        "refuse_at_council": [NO_VOTE],
    }


def test_a_simplified_case_goes_past_the_council():
    facts = NominationFacts(considered_by="full", is_simplified=True)

    assert asked(registry.latest("award_province"), "propose_directly", facts) == []


def test_an_upheld_complaint_is_a_ground_to_review_a_decision():
    facts = NominationFacts(complaint_is_upheld=True)

    assert asked(registry.latest("award_province"), "open_revocation_review", facts) == []


@pytest.mark.parametrize(
    ("key", "name", "facts", "refusals"),
    [
        ("unit_submission", "sign", SubmissionFacts(has_items=True), []),
        ("unit_submission", "sign", SubmissionFacts(), ["Thêm ít nhất một hồ sơ vào danh sách của Tờ trình."]),
        (
            "unit_submission",
            "sign",
            SubmissionFacts(has_items=True, unlisted=("Ông A không có trong biên bản.",)),
            ["Ông A không có trong biên bản."],
        ),
        ("unit_submission", "issue", SubmissionFacts(has_number=True, has_signed_copy=True), []),
        (
            "unit_submission",
            "issue",
            SubmissionFacts(),
            [
                "Ghi số và ngày của Tờ trình theo sổ đăng ký của đơn vị.",
                "Đính kèm bản Tờ trình đã ký (bản quét hoặc tệp ký số).",
            ],
        ),
        ("council_meeting", "open", MeetingFacts(has_agenda=True, quorum_met=True), []),
        (
            "council_meeting",
            "open",
            MeetingFacts(quorum_text="có mặt 5/9 thành viên, cần 6"),
            [
                "Chương trình phiên họp chưa có hồ sơ nào: thêm hồ sơ vào chương trình.",
                "Chưa đủ số thành viên để khai mạc: có mặt 5/9 thành viên, cần 6.",
            ],
        ),
        (
            "council_meeting",
            "open",
            MeetingFacts(has_agenda=True),
            ["Chưa đủ số thành viên để khai mạc: chưa điểm danh."],
        ),
        ("council_meeting", "collect_written_opinions", MeetingFacts(has_agenda=True), []),
        ("council_meeting", "count", MeetingFacts(totals_are_in=True), []),
        ("council_meeting", "count", MeetingFacts(), ["Chưa nhập đủ kết quả bỏ phiếu của từng hồ sơ."]),
        ("council_meeting", "count", MeetingFacts(totals_lack="Chưa mở thùng."), ["Chưa mở thùng."]),
        (
            "council_meeting",
            "count",
            MeetingFacts(totals_are_in=True, totals_errors=("Bà B: 8 phiếu trên 7 thành viên.",)),
            ["Bà B: 8 phiếu trên 7 thành viên."],
        ),
        ("proposal", "sign", ProposalFacts(has_items=True), []),
        ("proposal", "sign", ProposalFacts(), ["Thêm ít nhất một hồ sơ vào danh sách của Tờ trình."]),
        ("proposal", "decide", ProposalFacts(), ["Thêm ít nhất một hồ sơ vào danh sách của Tờ trình."]),
        ("decision", "issue", DecisionFacts(has_number=True, has_signed_copy=True), []),
        (
            "decision",
            "issue",
            DecisionFacts(),
            [
                "Ghi số và ngày của Quyết định theo sổ đăng ký của cơ quan.",
                "Đính kèm bản Quyết định đã ký (bản quét hoặc tệp ký số).",
            ],
        ),
        ("paper", "number", PaperFacts(), ["Ghi số và ngày của văn bản theo sổ đăng ký của cơ quan."]),
        (
            "paper",
            "issue",
            PaperFacts(has_number=True),
            ["Đính kèm bản đã ký (bản quét hoặc tệp ký số) trước khi phát hành."],
        ),
        ("paper", "issue", PaperFacts(has_number=True, has_signed_copy=True), []),
        ("paper", "issue_unnumbered", PaperFacts(), []),
    ],
)
def test_sheets_and_papers_say_what_stands_in_their_way(key, name, facts, refusals):
    assert asked(registry.latest(key), name, facts) == refusals


def test_only_those_who_sign_take_a_sheet_onward():
    signers = {
        (key, name): sorted(registry.latest(key).transition(name).by)
        for key, name in [("unit_submission", "sign"), ("proposal", "sign"), ("proposal", "decide")]
    }

    assert signers == {
        ("unit_submission", "sign"): [Role.UNIT_HEAD],
        ("proposal", "sign"): [Role.SNV_DIRECTOR],
        ("proposal", "decide"): [Role.CHAIRMAN],
    }
