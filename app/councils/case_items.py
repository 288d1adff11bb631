"""Cases of awards on an agenda."""

from collections.abc import Iterable, Sequence

from app.awards.naming import giving
from app.councils.models import AgendaItem
from app.nominations.letters import whom_in_full
from app.nominations.models import Nomination
from app.organisations.models import Organisation


class CaseItem(AgendaItem):
    __mapper_args__ = {"polymorphic_identity": "case"}

    @property
    def case(self) -> Nomination:
        assert self.nomination is not None, "it is about a case"
        return self.nomination

    @property
    def case_id(self) -> int:
        assert self.nomination_id is not None, "it is about a case"
        return self.nomination_id

    @property
    def subject(self) -> str:
        return self.case.ref

    @property
    def name(self) -> str:
        return self.case.nominee_name

    @property
    def honorific(self) -> str:
        return self.case.honorific

    @property
    def detail(self) -> str:
        return self.case.nominee_title

    @property
    def award(self) -> str:
        return self.case.award_version.name

    @property
    def whom(self) -> str:
        return f"{whom_in_full(self.case)}, đề nghị tặng {giving(self.case.award_version)}"

    @property
    def unit(self) -> Organisation:
        return self.case.unit

    @property
    def people(self) -> Sequence[str]:
        return [self.case.nominee_name]


def of_cases(items: Iterable[AgendaItem]) -> list[CaseItem]:
    """Those that are about a case."""
    return [item for item in items if isinstance(item, CaseItem)]
