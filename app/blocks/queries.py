"""Blocks by year, their scores and meetings, and the rank that a title asks for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased, selectinload

from app.actor import Actor
from app.blocks.models import BlockCriterion, BlockMember, BlockRank, BlockScore, BlockSitting, BlockYear, Part
from app.blocks.reach import visible_to
from app.documents.models import StoredFile
from app.errors import or_404
from app.extensions import db, read_rows
from app.organisations.models import Block, Organisation
from workflows.blocks_1 import BlockState


@dataclass(frozen=True, kw_only=True)
class Rank:
    """Where an organisation stood in its block in a year, as Sở Nội vụ confirmed it."""

    rank: int
    block: str
    year: int
    members: int  # that were ranked
    held_on: date
    minutes: int  # StoredFile.id of the signed scan


def rank_of(organisation_id: int, year: int) -> Rank | None:
    """What criteria ask (`cluster.rank`): of a year that is confirmed, of a meeting that stands. None: not known."""
    members = aliased(BlockRank)
    how_many = (
        select(func.count()).where(members.sitting_id == BlockSitting.id).correlate(BlockSitting).scalar_subquery()
    )
    found = (
        select(
            BlockRank.rank,
            Block.name.label("block"),
            BlockYear.year,
            how_many.label("members"),
            BlockSitting.held_on,
            BlockSitting.minutes_id.label("minutes"),
        )
        .join(BlockMember, BlockMember.id == BlockRank.member_id)
        .join(BlockSitting, BlockSitting.id == BlockRank.sitting_id)
        .join(BlockYear, BlockYear.id == BlockSitting.block_year_id)
        .join(Block, Block.code == BlockYear.block_code)
        .where(
            BlockMember.organisation_id == organisation_id,
            BlockYear.year == year,
            BlockYear.state == BlockState.CONFIRMED,
            BlockSitting.void_reason == "",
        )
    )
    row = read_rows(found).one_or_none()
    return Rank(**row._mapping) if row else None  # noqa: SLF001 -- SQLAlchemy's word for it


def one(year_id: int, actor: Actor) -> BlockYear:
    """With its members, or 404."""
    found = visible_to(actor).where(BlockYear.id == year_id).options(selectinload(BlockYear.members))
    return or_404(db.session.scalars(found).one_or_none())


def read_anew(block_year: BlockYear) -> None:
    """Once the pen is ours: somebody may have opened a sheet again that was sent when the year was read."""
    members = select(BlockMember).where(BlockMember.block_year_id == block_year.id)
    of_them = select(BlockMember.id).where(BlockMember.block_year_id == block_year.id)
    for anew in (members, select(BlockScore).where(BlockScore.member_id.in_(of_them))):
        db.session.scalars(anew.execution_options(populate_existing=True)).all()


def member_of(block_year: BlockYear, member_id: int) -> BlockMember:
    return or_404(next((one for one in block_year.members if one.id == member_id), None))


def listed(actor: Actor, year: int) -> Sequence[Row[Any]]:
    """As plain rows: .id .block .state and what names it, .leader, .members"""
    leading, member = aliased(BlockMember), aliased(BlockMember)
    leader = (
        select(Organisation.name)
        .join(leading, leading.organisation_id == Organisation.id)
        .where(leading.block_year_id == BlockYear.id, leading.part == Part.LEADER)
        .correlate(BlockYear)
        .scalar_subquery()
    )
    members = select(func.count(member.id)).where(member.block_year_id == BlockYear.id).correlate(BlockYear)
    found = (
        visible_to(actor)
        .join(Block, Block.code == BlockYear.block_code)
        .where(BlockYear.year == year)
        .order_by(Block.name)
        .with_only_columns(
            BlockYear.id,
            Block.name.label("block"),
            BlockYear.state,
            BlockYear.workflow_key,
            BlockYear.workflow_version,
            leader.label("leader"),
            members.scalar_subquery().label("members"),
        )
    )
    return read_rows(found).all()


def years(actor: Actor) -> list[int]:
    """Of which there is something to see, the newest first."""
    found = visible_to(actor).with_only_columns(BlockYear.year).distinct().order_by(BlockYear.year.desc())
    return [row.year for row in read_rows(found)]


def all_blocks() -> Sequence[Block]:
    """Not the one that stands for no block, in which nobody is."""
    in_some = select(Organisation.block_code).where(Organisation.block_code.is_not(None))
    return db.session.scalars(select(Block).where(Block.code.in_(in_some)).order_by(Block.name)).all()


def year_before(block_code: str, year: int) -> BlockYear | None:
    """The last one before it."""
    found = select(BlockYear).where(BlockYear.block_code == block_code, BlockYear.year < year)
    return db.session.scalars(found.order_by(BlockYear.year.desc()).limit(1)).one_or_none()


def elsewhere(year: int, block_code: str) -> dict[int, str]:
    """Organisations that are in another block that year, with its name."""
    found = (
        select(BlockMember.organisation_id, Block.name)
        .join(BlockYear, BlockYear.id == BlockMember.block_year_id)
        .join(Block, Block.code == BlockYear.block_code)
        .where(BlockYear.year == year, BlockYear.block_code != block_code)
    )
    return {row.organisation_id: row.name for row in read_rows(found)}


def table(year_id: int) -> Sequence[BlockCriterion]:
    found = select(BlockCriterion).where(BlockCriterion.block_year_id == year_id)
    return db.session.scalars(found.order_by(BlockCriterion.position)).all()


def table_before(block_year: BlockYear) -> Sequence[BlockCriterion]:
    """Of the year before, to begin with."""
    before = year_before(block_year.block_code, block_year.year)
    return table(before.id) if before else ()


def scores(year_id: int) -> Mapping[int, list[BlockScore]]:
    """All of a year, by member."""
    found = select(BlockScore).join(BlockMember, BlockMember.id == BlockScore.member_id)
    by_member: defaultdict[int, list[BlockScore]] = defaultdict(list)
    for score in db.session.scalars(found.where(BlockMember.block_year_id == year_id)):
        by_member[score.member_id].append(score)
    return by_member


def scores_of(member: BlockMember) -> dict[int, BlockScore]:
    """By criterion."""
    found = db.session.scalars(select(BlockScore).where(BlockScore.member_id == member.id))
    return {score.criterion_id: score for score in found}


def totals(block_year: BlockYear) -> dict[int, int]:
    """Points of each ranked member that has all of them, by id."""
    known, lines = scores(block_year.id), len(table(block_year.id))
    found: dict[int, int] = {}
    for member in block_year.ranked:
        finals = [score.final for score in known.get(member.id, ()) if score.final is not None]
        if lines and len(finals) == lines:
            found[member.id] = sum(finals)
    return found


def sittings(year_id: int) -> Sequence[BlockSitting]:
    found = select(BlockSitting).where(BlockSitting.block_year_id == year_id)
    return db.session.scalars(found.order_by(BlockSitting.id)).all()


def standing_sitting(year_id: int) -> BlockSitting | None:
    return next((one for one in sittings(year_id) if not one.void_reason), None)


def ranks_of(sitting: BlockSitting) -> Sequence[Row[Any]]:
    """The first one first: .member_id .name .rank .points"""
    found = (
        select(BlockRank.member_id, Organisation.name, BlockRank.rank, BlockRank.points)
        .join(BlockMember, BlockMember.id == BlockRank.member_id)
        .join(Organisation, Organisation.id == BlockMember.organisation_id)
        .where(BlockRank.sitting_id == sitting.id)
        .order_by(BlockRank.rank, Organisation.sort_key)
    )
    return read_rows(found).all()


def minutes_of(sitting: BlockSitting) -> StoredFile:
    return db.session.get_one(StoredFile, sitting.minutes_id)
