"""A new version of an award that somebody wrote and sent: it waits for another person's approval."""

from datetime import date
from functools import partial

from app.award_drafts import content, deciding, operations, queries
from app.award_drafts.operations import Opening
from app.award_drafts.rows import Paper
from app.founding.calendar import Calendar
from app.founding.stage import Stage

AWARD, FIRST_PAPER = "bang_khen_tinh", "0"
WRITTEN = date(2025, 2, 13)
WANTED = Opening(valid_from=date(2025, 7, 1), basis="Dự thảo quyết định của UBND tỉnh (dữ liệu trình diễn)")
NOTE = "Gửi kèm tệp văn bản qua trục liên thông (dữ liệu trình diễn)"


def enter(stage: Stage, calendar: Calendar) -> None:
    calendar.at(WRITTEN, "15:00", partial(_write, stage))


def _write(stage: Stage) -> None:
    (appraiser, *_), base = stage.appraisers, queries.newest(AWARD)
    draft = operations.start(base, WANTED, actor=appraiser)
    paper = Paper.of(content.said(draft.content), FIRST_PAPER)
    wanted = Paper(**vars(paper) | {"note": NOTE})
    operations.save(draft, wanted, FIRST_PAPER, seen=draft.version, typed={}, actor=appraiser)
    deciding.send(draft, seen=draft.version, actor=appraiser)
