"""Scopes in words; and which awards ask for initiatives."""

from app.initiatives.models import Scope

SCOPES = {Scope.BASE: "cơ sở", Scope.PROVINCE: "trong tỉnh"}
ASK_FOR_THEM = frozenset({"cstd_co_so", "cstd_tinh", "cstd_toan_quoc", "bang_khen_tinh"})  # as the criteria have it
