"""What every walk of the demonstration needs at hand: its people, councils and rounds, and paper to sign."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
    _shared: dict[str, StoredFile] = field(default_factory=dict)

    @property
    def appraisers(self) -> list[Actor]:
        return self.people.offices[Role.APPRAISER, "SNV"]

    def keep(self, name: str, heading: str, lines: Sequence[str], *, by: int | None) -> StoredFile:
        """A scan, stored as if somebody had uploaded it."""
        stored = Store(self.papers).put_bytes(scan(heading, lines), name, "application/pdf", actor_id=by)

        db.session.flush()
        return stored

    def shared_scan(self, name: str) -> StoredFile:
        """One sheet for all papers of a kind where nobody reads each: a minute of founding and 40 MB less."""
        if name not in self._shared:
            lines = ["(Bản quét dùng chung cho các văn bản cùng loại của bản trình diễn)"]
            self._shared[name] = self.keep("van-ban.pdf", name, lines, by=None)
        return self._shared[name]

    def signed_copy(self, title: str, number: int, signer: str, *, by: int | None) -> StoredFile:
        lines = [f"Số: {number}", "", title, "", "(Bản quét văn bản đã ký, đóng dấu)", "", f"Đã ký: {signer}"]
        return self.keep(f"van-ban-da-ky-{number}.pdf", "BẢN QUÉT VĂN BẢN ĐÃ KÝ", lines, by=by)
