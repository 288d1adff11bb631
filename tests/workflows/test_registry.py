import pytest

from workflows import registry
from workflows.award_province_1 import AwardProvince1
from workflows.registry import UnknownWorkflow


def test_every_published_version_can_be_had_by_key_and_version():
    assert [registry.get(d.key, d.version) for d in registry.all_versions()] == [*registry.all_versions()]


def test_the_latest_version_is_the_highest(monkeypatch):
    second = type("AwardProvince2", (AwardProvince1,), {"version": 2})
    monkeypatch.setattr(registry, "_PUBLISHED", registry.indexed([second, AwardProvince1]))

    assert registry.latest("award_province") is second


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: registry.get("award_province", 99), "Không có quy trình “award_province” phiên bản 99."),
        (lambda: registry.latest("nothing"), "Không có quy trình “nothing”."),
    ],
)
def test_what_was_never_published_is_refused(ask, sentence):
    with pytest.raises(UnknownWorkflow, match=sentence):
        ask()


def test_two_definitions_cannot_share_key_and_version():
    impostor = type("Impostor", (AwardProvince1,), {})

    with pytest.raises(TypeError, match="AwardProvince1 and Impostor are both award_province 1"):
        registry.indexed([AwardProvince1, impostor])
