"""Every published version of every process, for ever: a case is read by the definition it began with."""

from collections.abc import Iterable, Mapping

from workflows.award_province_1 import AwardProvince1
from workflows.award_state_1 import AwardState1
from workflows.award_unit_1 import AwardUnit1
from workflows.ballot_1 import SealedBallot1
from workflows.blocks_1 import BlockYear1
from workflows.engine import Transition, Workflow
from workflows.gatherings_1 import UnitGathering1
from workflows.medal_nomination_1 import MedalNomination1
from workflows.medal_simplified_1 import MedalSimplified1
from workflows.paper_life_1 import PaperLife1
from workflows.registrations_1 import Registration1
from workflows.resolution_2015_1 import Resolution2015
from workflows.resolution_2015_shortened_1 import Resolution2015Shortened
from workflows.resolution_2025_1 import Resolution2025
from workflows.sheets_1 import CouncilMeeting1, Decision1, Proposal1, UnitSubmission1
from workflows.unit_decisions_1 import UnitDecision1
from workflows.upward_1 import ReceivedPaper1, StateDecision1, StateProposal1, UpwardSubmission1


class UnknownWorkflow(LookupError):
    """A key or version that was never published."""


def indexed(definitions: Iterable[type[Workflow]]) -> Mapping[tuple[str, int], type[Workflow]]:
    index: dict[tuple[str, int], type[Workflow]] = {}
    for definition in definitions:
        known = index.setdefault((definition.key, definition.version), definition)
        if known is not definition:
            raise TypeError(
                f"{known.__name__} and {definition.__name__} are both {definition.key} {definition.version}: "
                "a new definition needs a new version."
            )
    return index


_PUBLISHED = indexed(
    (
        MedalNomination1,
        MedalSimplified1,
        AwardProvince1,
        AwardUnit1,
        AwardState1,
        BlockYear1,
        Registration1,
        UnitGathering1,
        UnitSubmission1,
        UnitDecision1,
        CouncilMeeting1,
        SealedBallot1,
        Proposal1,
        Decision1,
        PaperLife1,
        StateProposal1,
        UpwardSubmission1,
        StateDecision1,
        ReceivedPaper1,
        Resolution2015,
        Resolution2015Shortened,
        Resolution2025,
    )
)


def get(key: str, version: int) -> type[Workflow]:
    try:
        return _PUBLISHED[key, version]
    except KeyError:
        raise UnknownWorkflow(f"Không có quy trình “{key}” phiên bản {version}.") from None


def latest(key: str) -> type[Workflow]:
    versions = [definition for definition in all_versions() if definition.key == key]
    if not versions:
        raise UnknownWorkflow(f"Không có quy trình “{key}”.")
    return max(versions, key=lambda definition: definition.version)


def step_of(key: str, version: int, name: str) -> Transition:
    """A step by a version, or by the newest other one that has it: a case may have been moved since it was taken."""
    others = sorted((d for d in all_versions() if d.key == key), key=lambda d: -d.version)
    has_it = [d for d in (get(key, version), *others) if name in d.transitions()]
    return (has_it[0] if has_it else get(key, version)).transition(name)


def all_versions() -> tuple[type[Workflow], ...]:
    return tuple(_PUBLISHED.values())
