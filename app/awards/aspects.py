"""What there is in one version of an award, thing by thing, as a comparison tells it: each by its key and in words."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.awards import saying, words
from app.awards.criteria import Tree, codes
from app.awards.models import AwardVersion, Criterion, DossierItem
from app.text import cited
from workflows import registry

Said = Mapping[str, str]  # what is told of a thing, by its name
Labels = Mapping[str, str]
SOURCE = "Căn cứ"


@dataclass(frozen=True)
class Thing:
    """What may be there on one side, on both, or on neither."""

    key: Hashable
    title: str
    said: Said


def _sourced(row: Mapping[str, Any], version: AwardVersion) -> dict[str, str]:
    said = {SOURCE: cited(row["basis"])} if row.get("basis") else {}
    return said | ({"Độ tin cậy": _sure(row["confidence"], version)} if row.get("confidence") else {})


def _sure(confidence: str, version: AwardVersion) -> str:
    return words.confidence(confidence, version.level)


def _one(name: str, said: str) -> Thing:
    return Thing(name, name, {name: said})


def who(version: AwardVersion) -> list[Thing]:
    return [
        _one("Tên", version.name),
        _one("Ai tặng", words.LEVELS[version.level]),
        _one("Tặng cho", saying.listed(words.SUBJECTS[kind] for kind in version.subjects)),
        _one("Loại hình khen thưởng", saying.listed(words.ROUTES[route] for route in version.routes)),
        _one("Thời điểm xét", words.CYCLES[version.cycle]),
        _one("Nơi đề nghị", "; ".join(version.proposed_by)),
    ]


def givers(version: AwardVersion) -> list[Thing]:
    return _numbered(
        (giver["who"], giver["who"], {"Thời gian": _when(giver)} | _sourced(giver, version))
        for giver in version.decided_by
    )


def _when(giver: Mapping[str, Any]) -> str:
    return saying.days(giver["from"], giver.get("to"))


def _numbered(rows: Iterable[tuple[str, str, Said]]) -> list[Thing]:
    """Things of one key are told apart by how many came before."""
    seen: dict[str, int] = {}
    found = []
    for key, title, said in rows:
        seen[key] = seen.get(key, 0) + 1
        found.append(Thing((key, seen[key]), title, said))
    return found


def criteria(version: AwardVersion, labels: Labels, awards: Labels) -> list[Thing]:
    """`labels`: of the criteria that both sides have; how these hang together is told in the same words for both.

    `awards`: what the awards that criteria ask about are called.
    """
    variants = version.criteria["variants"]
    names = {code: saying.group(variant) for variant in variants for code in codes(variant["tree"])}
    return [
        *(_group(variant, labels) for variant in variants),
        *(_criterion(leaf, names.get(leaf.code, ""), version, awards) for leaf in version.leaves),
    ]


def _group(variant: Mapping[str, Any], labels: Labels) -> Thing:
    tree = _pruned(variant["tree"], labels)
    said = {
        "Áp dụng cho": saying.for_whom(variant),
        "Cách kết hợp": saying.whole(tree, labels) if tree is not None else "",
    }
    return Thing(("group", variant["id"]), f"Nhóm: {saying.group(variant)}", said)


def _pruned(tree: Tree, kept: Collection[str]) -> Tree | None:
    """What is left of a tree when some of its criteria are looked away from."""
    if isinstance(tree, str):
        return tree if tree in kept else None
    ((join, branches),) = tree.items()
    left = [part for branch in branches if (part := _pruned(branch, kept)) is not None]
    return left[0] if len(left) == 1 else {join: left} if left else None


def _criterion(leaf: Criterion, group: str, version: AwardVersion, awards: Labels) -> Thing:
    said = {
        "Nội dung": leaf.label,
        "Xét theo": saying.field(leaf.field, awards),
        "Mức": saying.asks(leaf),
        "Cách kiểm tra": words.CHECKS[leaf.check],
        "Nhóm": group,
    }
    source = {"basis": leaf.basis, "confidence": leaf.confidence}
    return Thing(leaf.code, leaf.label, said | _sourced(source, version))


def papers(version: AwardVersion) -> list[Thing]:
    return _numbered((item.doc_code, item.doc_type.name, _paper(item)) for item in version.dossier)


def _paper(item: DossierItem) -> Said:
    form = item.doc_type.form_nd98
    return {
        "Số bản": str(item.copies),
        "Khi nào cần": saying.needed(item),
        "Ghi chú": item.note,
        "Mẫu": f"{form}, Nghị định 98/2023/NĐ-CP" if form else "Không có mẫu bắt buộc",
    }


def votes(version: AwardVersion) -> list[Thing]:
    considered = {"basis": version.considered_basis, "confidence": version.considered_confidence}
    rule = version.vote_rule
    share = {"basis": rule.basis, "confidence": rule.confidence} if rule else {}
    fixed = "Do luật định" if version.vote_is_statutory else "Do tỉnh, Hội đồng quy định"
    return [
        Thing(
            "where",
            "Nơi xét ở tỉnh",
            {"Nơi xét": words.CONSIDERED_BY[version.considered_by]} | _sourced(considered, version),
        ),
        _one("Hội đồng", words.COUNCILS.get(version.council, version.council or "")),
        Thing(
            "share",
            "Tỷ lệ phiếu",
            {"Tỷ lệ": saying.threshold(version), "Ai quy định": fixed} | _sourced(share, version),
        ),
    ]


def days(version: AwardVersion) -> list[Thing]:
    return _numbered(
        (
            step.get("ref") or step["what"],
            step["what"],
            {"Việc": step["what"], "Thời hạn": saying.term(step)} | _sourced(step, version),
        )
        for step in version.steps
    )


def _step(step: Mapping[str, Any]) -> dict[str, str]:
    return {"Việc": step["what"], "Thời hạn": saying.term(step)}


def money(version: AwardVersion) -> list[Thing]:
    source = _sourced(version.bonus, version)
    sums = [Thing(kind, kind, {"Mức": said} | source) for kind, said in saying.money(version).items()]
    rounding = version.bonus.get("rounding") or {}
    if rounding:
        step = f"lên hàng {rounding['step']:,}".replace(",", ".") + " đồng"
        sums.append(Thing("rounding", "Làm tròn", {"Làm tròn": step} | _sourced(rounding, version)))
    return sums


def law(version: AwardVersion) -> list[Thing]:
    return [
        *(Thing(basis, cited(basis), {SOURCE: cited(basis)}) for basis in version.legal_basis),
        _one("Ghi chú", version.note),
        _one("Hiệu lực", saying.days(version.valid_from, version.valid_to)),
        _one("Độ tin cậy chung", _sure(version.confidence, version)),
        _one("Tiêu chuẩn theo nghị quyết của HĐND tỉnh", "có" if version.by_resolution else "không"),
        _one("Quy trình", _process(version.process)),
        _one("Quy trình theo thủ tục đơn giản", _process(version.simplified_process)),
    ]


def _process(key: str) -> str:
    known = {definition.key for definition in registry.all_versions()}
    return registry.latest(key).title if key in known else key
