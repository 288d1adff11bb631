"""What papers say of a medal beyond any other award: its resolution, its groups, what it is given for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.awards import rule_sets
from app.awards.models import AwardVersion
from app.documents import layout
from app.medals import queries
from app.nominations.models import Nomination

MERIT = "đã có đóng góp cho sự nghiệp xây dựng và phát triển tỉnh Ninh Thuận"


def grounds(awards: Iterable[AwardVersion], day: date) -> Iterator[str]:
    """The resolutions by which awards of the papers are given on a day."""
    for code in dict.fromkeys(award.award_code for award in awards if award.by_resolution):
        rules = rule_sets.in_force_on(code, day)
        if rules is not None:
            assumed = " (văn bản giả định của bản trình diễn)" if rules.is_assumed else ""
            yield (
                f"Căn cứ Nghị quyết số {rules.resolution_number} {layout.day(rules.resolution_date)} của Hội đồng nhân"
                f" dân tỉnh Ninh Thuận{assumed}"
            )


def counts(cases: Sequence[Nomination]) -> Iterator[str]:
    """'Nhóm D: 03 cá nhân', in the order of the groups."""
    counted = Counter(group.code for group in queries.groups_of(cases).values())
    yield from (f"Nhóm {code}: {layout.quantity(counted[code])} cá nhân" for code in sorted(counted))
