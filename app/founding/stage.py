"""What every walk of the demonstration needs at hand: its people, councils and rounds, and paper to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.actor import Actor
from app.awards.models import AwardVersion
from app.councils.models import Council
from app.documents.models import StoredFile
from app.documents.store import Store
from app.extensions import db
from app.founding.journeys import Plan
from app.founding.people import People
from app.founding.scans import scan
from app.rounds.models import AwardRound, Movement
from workflows.vocabulary import Role


@dataclass(kw_only=True)
class Stage:
    plan: Plan
    people: People
    councils: dict[str, Council]
    rounds: dict[str, AwardRound]
    awards: dict[str, AwardVersion]
    movements: dict[str, Movement]
    papers: Path
    chance: Random

    @property
    def appraisers(self) -> list[Actor]:
        return self.people.offices[Role.APPRAISER, "SNV"]

    def keep(self, name: str, heading: str, lines: Sequence[str], *, by: int | None) -> StoredFile:
        """A scan, stored as if somebody had uploaded it."""
        stored = Store(self.papers).put_bytes(scan(heading, lines), name, "application/pdf", actor_id=by)

        db.session.flush()
        return stored

    def signed_copy(self, title: str, number: int, signer: str, *, by: int | None) -> StoredFile:
        lines = [f"Số: {number}", "", title, "", "(Bản quét văn bản đã ký, đóng dấu)", "", f"Đã ký: {signer}"]
        return self.keep(f"van-ban-da-ky-{number}.pdf", "BẢN QUÉT VĂN BẢN ĐÃ KÝ", lines, by=by)
