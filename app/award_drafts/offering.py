"""What a draft's forms offer, by value and words: fields in groups, vote rules, papers, groups of criteria."""

from sqlalchemy import select

from app.award_drafts import trees
from app.award_drafts.content import Facts
from app.awards import fields, saying, words
from app.awards.models import DocType, VoteRule
from app.extensions import db

Pairs = list[tuple[str, str]]


def of_fields(awards: dict[str, str]) -> dict[str, Pairs]:
    """Everything that a criterion may ask for; of each award and scope the fields about it. `awards`: their names."""
    said = fields.vocabulary()
    title_of = {first: group["title"] for group in said["groups"] for first in group["of"]}
    found: dict[str, Pairs] = {group["title"]: [] for group in said["groups"]}
    for name, entry in said["fields"].items():
        stem, _, last = name.rpartition(".")
        if last not in {"<award>", "<scope>"}:
            found[title_of[name.partition(".")[0]]].append((name, saying.field(name, awards)))
            continue
        label = entry["label"].format(award="…", scope="…")
        about = awards if last == "<award>" else words.SCOPES
        named = [f"{stem}.{code}" for code in about]
        found[label[:1].upper() + label[1:]] = [(each, saying.field(each, awards)) for each in named]
    return found


def of_rules() -> Pairs:
    return [(rule.code, _rule(rule)) for rule in db.session.scalars(select(VoteRule).order_by(VoteRule.pct.desc()))]


def _rule(rule: VoteRule) -> str:
    more = "" if rule.strict else " trở lên"
    return f"{'Trên' if rule.strict else 'Từ'} {rule.pct}%{more} – {rule.basis}"


def of_papers() -> Pairs:
    return [(paper.code, paper.name) for paper in db.session.scalars(select(DocType).order_by(DocType.name))]


def of_branches(award: Facts) -> Pairs:
    return [*trees.branches(award).items()]
