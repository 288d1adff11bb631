"""Of an initiative council nothing speaks of dossiers."""

import pytest

from app.ballots import facts
from app.councils import agenda, counting, operations, recusals
from app.councils.models import RecusalKind, Voting
from app.councils.recusals import Wanted
from app.errors import Invalid
from app.extensions import db
from tests.councils import road
from tests.initiatives.test_meetings import entered

GENERAL = "Nếu hồ sơ đã chuyển sang bước khác, mở lại hồ sơ để xem bước hiện tại."  # on every page of a refusal


def recused(meeting, members, by):
    for member in members:
        why = {"kind": RecusalKind.OTHER, "reason": "Người nhà"}
        recusals.pin(meeting, Wanted(item_id=meeting.items[0].id, member_id=member.id, **why), actor=by)


def test_pages_of_an_agenda_without_initiatives_say_what_is_missing(get, house):
    meeting = road.planned(house.council, [], by=house.secretary)
    meeting.voting = Voting.SEALED
    db.session.commit()

    pages = [
        get(house.secretary, url).text.partition("<main")[2].partition("</main>")[0]
        for url in (
            *(f"/meetings/{meeting.id}/{page}" for page in ("invite", "ballot.pdf", "summaries.pdf", "discard")),
            f"/ballots/of-meeting/{meeting.id}",
        )
    ]

    assert ["hồ sơ" in page.replace(GENERAL, "") for page in pages] == [False] * 5
    assert ["sáng kiến nào" in page for page in pages] == [True, True, True, False, True]


def test_names_on_which_few_or_nobody_votes_are_initiatives(house):
    meeting = road.planned(house.council, [entered(house)], by=house.secretary)
    meeting.voting = Voting.SEALED
    members = agenda.body_of(meeting)

    recused(meeting, members[2:], house.secretary)
    few = [*facts.unready(meeting)]
    recused(meeting, members[:2], house.secretary)
    nobody = [*counting.without_voters(meeting)]
    with pytest.raises(Invalid) as gone:
        recusals.pin(meeting, Wanted(item_id=0, member_id=0, kind=RecusalKind.OTHER, reason="x"), actor=house.secretary)
    with pytest.raises(Invalid) as why:
        operations.take_off(meeting.items[0], " ", actor=house.secretary)

    said = [*few, *nobody, *gone.value.errors.values(), *why.value.errors.values()]
    assert [sentence for sentence in said if "hồ sơ" in sentence.lower()] == []
    assert sum("sáng kiến" in sentence.lower() for sentence in said) == 4
