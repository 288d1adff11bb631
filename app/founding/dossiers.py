"""A draft as a unit's clerk would make it: the register, the texts, the years with their decisions, the papers."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app import clock
from app.actor import Actor
from app.awards.dossier import papers
from app.facts import read_facts
from app.founding import holdings, medals
from app.founding.journeys import Batch, Case
from app.founding.stage import Stage
from app.nominations import completeness, drafting, evidence, writing, yearly
from app.nominations.choosing import Offer
from app.nominations.models import Nomination
from app.nominees import operations as nominees
from app.nominees.models import Nominee, NomineeKind
from workflows.vocabulary import Role

SOURCE = Path(__file__).with_name("stories.yaml")
THEMATIC_ROUND = "NTM-2024"
MEDAL_ROUND = "KNC-2025"
UNIT = "unit"
HONORIFICS = {"male": "Ông", "female": "Bà"}
MADE_ANYWAY = ("bien_ban_binh_xet", "bien_ban_xet_kt", "ket_qua_bo_phieu")  # councils of the house make these
EVIDENCE_TITLES = {
    "cn_sang_kien_tinh": "QUYẾT ĐỊNH CÔNG NHẬN PHẠM VI ẢNH HƯỞNG CỦA SÁNG KIẾN TRONG TỈNH",
    "quyet_dinh_da_khen": "QUYẾT ĐỊNH CÔNG NHẬN CHIẾN SĨ THI ĐUA CƠ SỞ (BA NĂM)",
    "danh_sach": "DANH SÁCH THÀNH VIÊN VÀ DANH HIỆU ĐÃ ĐẠT",
}
REPORT = "BÁO CÁO THÀNH TÍCH"


@cache
def _stories() -> Mapping[str, Any]:
    stories: Mapping[str, Any] = read_facts(SOURCE)
    return stories


def draft(stage: Stage, batch: Batch, case: Case, *, actor: Actor) -> None:
    """Open the case and fill it; one only begun keeps its gaps."""
    nominee = _enlist(stage, case, actor=actor)
    holdings.enter(stage, case, nominee, actor=actor)
    row = case.nomination = _open(stage, batch, case, nominee, actor=actor)
    words = _words(stage, case)
    if row.is_of_the_medal:
        medals.fill(row, case, words, actor=actor)
        return
    _write(row, "citation", words["citation"], actor)
    if case.goal == "begun":
        return
    _write(row, "profile", words["profile"], actor)
    _write(row, "achievements", words["achievements"], actor)
    _write(row, "awards_held", _awards_held(stage, row, case), actor)
    for number, achievement in enumerate(words["years"][: _years_of(row)]):
        _add_year(stage, row, case, number, achievement, actor=actor)
    _attach(stage, case, words, actor=actor)


def _years_of(row: Nomination) -> int:
    assert row.period_from is not None
    assert row.period_to is not None
    return row.period_to - row.period_from + 1


def draft_at_department(stage: Stage, case: Case) -> None:
    """A simplified one that Sở Nội vụ opens itself, of a person in its own register."""
    head = stage.people.of(Role.BAN_HEAD, "SNV")
    batch = Batch(at="SNV", round=MEDAL_ROUND, number=0, days={}, cases=[case], simplified=True)
    draft(stage, batch, case, actor=head)


def _enlist(stage: Stage, case: Case, *, actor: Actor) -> Nominee:
    story = _stories()[case.job]
    entry = nominees.Entry(
        name=case.name,
        honorific=HONORIFICS.get(case.gender, ""),
        gender="" if case.kind == NomineeKind.HOUSEHOLD else case.gender,
        birth_date=case.birth,
        ethnicity=case.people,
        position=case.position,
        **_place(case),
        worker_class=story.get("worker_class", ""),
        rank_class=story.get("rank_class", ""),
        field_of_work=story["field_of_work"],
        collective_class=story.get("collective_class", ""),
        locality=case.locality,
        employee_code=f"NT{stage.chance.randrange(10_000, 99_999)}" if case.job == "teacher" else "",
    )
    return nominees.add(NomineeKind(case.kind), entry, actor=actor)


def _place(case: Case) -> dict[str, Any]:
    """Where somebody works; of a household, where it lives."""
    if case.kind != NomineeKind.HOUSEHOLD:
        return {"department": case.department}
    hamlet, _, address = case.department.partition(", ")
    return {"hamlet": hamlet, "address": address, "household_size": case.members}


def _open(stage: Stage, batch: Batch, case: Case, nominee: Nominee, *, actor: Actor) -> Nomination:
    thematic = batch.round == THEMATIC_ROUND
    last = 2023 if clock.today().month < 11 else 2024  # noqa: PLR2004 -- from November on the year counts
    offer = Offer(stage.rounds[batch.round], stage.awards[case.award])
    if offer.award.by_resolution:
        return drafting.open_draft(offer, medals.wanted(nominee.id, case), actor=actor)
    wanted = drafting.NewCase(
        nominee_id=nominee.id,
        is_unclassified=True,
        route="chuyen_de" if thematic else "cong_trang",
        movement_id=stage.movements[case.movement].id,
        period_from=last if offer.award.level == UNIT else last - 2,
        period_to=last,
    )
    return drafting.open_draft(offer, wanted, actor=actor)


def _words(stage: Stage, case: Case) -> dict[str, Any]:
    """The story of the job with this case's own work and numbers."""
    story = _stories()[case.job]
    entered = (case.birth.year if case.birth else 1980) + stage.chance.randint(22, 25)
    numbers = {
        name: f"{stage.chance.randint(*between):,}".replace(",", ".") for name, between in story["numbers"].items()
    }
    known = numbers | {
        "work": case.work,
        "department": case.department,
        "members": str(case.members or ""),
        "position_low": case.position[:1].lower() + case.position[1:],
        "entered": str(entered),
        "joined": str(entered + stage.chance.randint(3, 8)),
        "span": str(2024 - entered),
    }
    texts: dict[str, Any] = {key: story[key].format(**known) for key in ("profile", "citation", "achievements")}
    texts["years"] = [line.format(**known) for line in story["years"]]
    if case.birth:
        texts["profile"] = f"Sinh ngày {case.birth:%d/%m/%Y}, dân tộc {case.people}. {texts['profile']}"
    return texts


def _write(row: Nomination, key: str, text: str, actor: Actor) -> None:
    writing.save_text(row, key, writing.TextEdit(value=text, version=0), actor=actor)


def _awards_held(stage: Stage, row: Nomination, case: Case) -> str:
    if case.job in {"farmer", "donor", "village_health", "artisan", "village"}:
        number = stage.chance.randint(120, 980)
        return f"Giấy khen của Chủ tịch UBND huyện năm {row.period_from} (Quyết định số {number}/QĐ-UBND)."
    if case.award == "lao_dong_tien_tien":
        return "Không."
    return "Danh hiệu thi đua các năm theo bảng thành tích từng năm."


def _add_year(stage: Stage, row: Nomination, case: Case, number: int, achievement: str, *, actor: Actor) -> None:
    assert row.period_from is not None
    year = row.period_from + number
    title = _title(case)
    decided = date(year, 12, stage.chance.randint(10, 28)) if title else None
    if decided and decided > clock.today():
        decided = date(year, 8, stage.chance.randint(5, 25))
    entry = yearly.Year(
        year=year,
        rating=_rating(case, number),
        title=title,
        decision_number=f"{stage.chance.randint(112, 986)}/QĐ-{_symbol(row, case)}" if title else "",
        decision_date=decided,
        decided_by=_giver(row, case) if title else "",
        achievement=achievement,
    )
    yearly.add(row, entry, actor=actor)
    holdings.enter_title(row.nominee, entry, actor=actor)


def _title(case: Case) -> str:
    if case.award == "cstd_tinh":
        return "Chiến sĩ thi đua cơ sở"
    if case.award == "lao_dong_tien_tien":  # what it is to be given
        return ""
    if case.kind == NomineeKind.HOUSEHOLD:
        return "Gia đình văn hóa"
    if case.job in {"farmer", "donor", "village_health", "artisan", "village", "coop"}:
        return ""
    return "Tập thể Lao động tiên tiến" if case.kind == "collective" else "Lao động tiên tiến"


def _rating(case: Case, number: int) -> str:
    """Nobody rates a household."""
    if case.kind == NomineeKind.HOUSEHOLD:
        return ""
    return "HTXSNV" if _title(case) or number else "HTTNV"


def _giver(row: Nomination, case: Case) -> str:
    commune = case.department.split(", ")[1] if case.kind == NomineeKind.HOUSEHOLD else ""
    return f"Chủ tịch UBND {commune}" if commune else f"Thủ trưởng {row.unit.name}"


def _symbol(row: Nomination, case: Case) -> str:
    return "UBND" if case.kind == NomineeKind.HOUSEHOLD else row.unit.doc_abbr


def _attach(stage: Stage, case: Case, words: Mapping[str, Any], *, actor: Actor) -> None:
    row = case.row
    for item in papers(row.award_version, row.subject, row.route).required:
        if item.doc_code == "to_trinh" or item.doc_code in MADE_ANYWAY:
            continue
        is_report = completeness.is_report(item.doc_code)
        heading = REPORT if is_report else EVIDENCE_TITLES.get(item.doc_code, item.doc_type.name.upper())
        about = f"{row.honorific} {row.nominee_name}, {row.nominee_title}".strip().removesuffix(",")
        lines = [about, "", *(words["achievements"].splitlines() if is_report else [f"Nội dung: {case.work}."])]
        if is_report:
            lines += ["", "Xác nhận của thủ trưởng đơn vị: thành tích nêu trên là đúng."]
        file = stage.keep(f"{item.doc_code.replace('_', '-')}.pdf", heading, lines, by=actor.user_id)
        evidence.add(row, evidence.NewEvidence(doc_code=item.doc_code), file, actor=actor)
