"""What the province sets: `articles.yaml`, `certificates.yaml`, `keeping.yaml`, each with its basis."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.awards.words import UNSETTLED
from app.facts import read_facts
from workflows.vocabulary import Paper as PaperCode

HERE = Path(__file__).parent
VERIFIED = "verified"


@dataclass(frozen=True, kw_only=True)
class Article:
    """A thing that is given (hiện vật)."""

    code: str
    name: str
    counted: str  # "chiếc", "tờ"


@dataclass(frozen=True, kw_only=True)
class Articles:
    """What goes with an award, and on what that rests."""

    articles: tuple[Article, ...]
    basis: str
    confidence: str

    @property
    def has_certificate(self) -> bool:
        return any(article.code == CERTIFICATE for article in self.articles)

    @property
    def hint(self) -> str:
        return self.basis if self.confidence == VERIFIED else f"{self.basis}. {UNSETTLED}"


@dataclass(frozen=True, kw_only=True)
class CertificatePaper:
    """The sheet a certificate is printed on, in millimetres."""

    name: str
    width: int
    height: int
    has_frame: bool
    basis: str
    confidence: str

    @property
    def hint(self) -> str:
        return f"Khổ {self.name}. {UNSETTLED}." if self.confidence != VERIFIED else f"Khổ {self.name}. {self.basis}."


@dataclass(frozen=True, kw_only=True)
class Needed:
    """A paper that a dossier must hold before it is closed: one of some kinds."""

    codes: tuple[PaperCode, ...]
    name: str
    when: str  # always | considered (by the council of the province) | with_money
    is_signed: bool  # with its signed copy


@dataclass(frozen=True, kw_only=True)
class Retention:
    """Thời hạn bảo quản."""

    code: str
    name: str
    basis: str
    confidence: str

    @property
    def words(self) -> str:
        return f"{self.name} – {self.basis if self.confidence == VERIFIED else f'{self.basis}. {UNSETTLED}'}"


def _read(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = read_facts(HERE / name)
    return facts


CERTIFICATE = "certificate"
_ARTICLES, _CERTIFICATES, _KEEPING = _read("articles.yaml"), _read("certificates.yaml"), _read("keeping.yaml")
KINDS: Mapping[str, Article] = {code: Article(code=code, **row) for code, row in _ARTICLES["kinds"].items()}
AT_ONCE: int = _ARTICLES["print"]["at_once"]
CERTIFICATE_PAPER = CertificatePaper(
    **_CERTIFICATES["paper"],
    has_frame=_CERTIFICATES["frame"],
    basis=_CERTIFICATES["basis"],
    confidence=_CERTIFICATES["confidence"],
)
NEEDED = tuple(Needed(**{**row, "codes": tuple(map(PaperCode, row["codes"]))}) for row in _KEEPING["papers"])
RETENTIONS: Mapping[str, Retention] = {row["code"]: Retention(**row) for row in _KEEPING["retention"]}
USUAL_RETENTION: str = _KEEPING["usual"]


def _articles(row: dict[str, Any]) -> Articles:
    return Articles(
        articles=tuple(KINDS[code] for code in row["articles"]), basis=row["basis"], confidence=row["confidence"]
    )


_OTHERWISE = _articles(_ARTICLES["otherwise"])
_BY_AWARD = {code: _articles(row) for row in _ARTICLES["awards"] for code in row["awards"]}


def articles_of(award_code: str) -> Articles:
    return _BY_AWARD.get(award_code, _OTHERWISE)
