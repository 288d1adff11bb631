"""Every kind of paper, by the room whose sheet it belongs to, and how a kept one is read again."""

import types
from collections.abc import Mapping
from typing import Any

from app.documents.kinds.of_councils import (
    BallotPaper,
    Invitation,
    MeetingMinutes,
    MeetingPapers,
    OpinionSlip,
    TallySheet,
)
from app.documents.kinds.of_decisions import AwardDecision, ForwardingSlip, MedalDecision, ProposalLetter
from app.documents.kinds.of_deliveries import ArchiveIndex, HandoverMinutes, PaymentList
from app.documents.kinds.of_intake import IntakeReceipt, SupplementRequest
from app.documents.kinds.of_letters import OfficialLetter, OfficialNotice, OfficialReport
from app.documents.kinds.of_revocations import ReplacingDecision, RevokingDecision
from app.documents.kinds.of_units import CompletionSlip, SubmissionLetter
from app.documents.kinds.of_upward import UpwardLetter
from app.documents.printable import PrintedPaper

PAPERS: Mapping[str, type[PrintedPaper]] = types.MappingProxyType(
    {
        paper.template: paper
        for paper in (
            *(SubmissionLetter, IntakeReceipt, MeetingMinutes, TallySheet, ProposalLetter, AwardDecision),
            *(MedalDecision, HandoverMinutes, PaymentList, ArchiveIndex, RevokingDecision, ReplacingDecision),
            *(OfficialLetter, OfficialNotice, OfficialReport),
            *(MeetingPapers, Invitation, BallotPaper, OpinionSlip),
            *(SupplementRequest, CompletionSlip, ForwardingSlip),
            UpwardLetter,
        )
    }
)


def read(template: str, content: Mapping[str, Any]) -> PrintedPaper:
    """The paper that was kept as `Paper.template` and `Paper.content`."""
    return PAPERS[template].from_json(content)
