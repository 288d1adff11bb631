"""How papers name an award."""

from app.awards.models import AwardVersion
from app.organisations.naming import in_full


def giving(award: AwardVersion) -> str:
    """What is given: 'danh hiệu “Chiến sĩ thi đua cấp tỉnh”', 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh'."""
    return f"danh hiệu “{award.name}”" if award.award.kind == "title" else in_full(award.name)
