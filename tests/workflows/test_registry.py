import pytest

from workflows import registry
from workflows.award_province_1 import AwardProvince1
from workflows.registry import UnknownWorkflow

# What each published definition was when it was published. Cases carry these digests: a line is never changed once its
# version has been used outside development, a new version adds one.
PUBLISHED = {
    ("medal_nomination", 1): "821cdd5523b62ef7cedb578efe4a506dd40adc13ee26174ba23d4b9945b0431a",
    ("medal_simplified", 1): "2cc5595f780091d820b33344ea009c55bf14f1edc6515e40863cd6dc5620bbd7",
    ("award_province", 1): "59d5c74c8a7a6962530242059295a42058d2cca92d5b35fe88d560756cf5e066",
    ("award_unit", 1): "7de200080379dc4749e91c7af624f6358f0c3a0b3417745a1cf04b226fd48702",
    ("block_year", 1): "19223dff3daf8599278bc74c57edacd75f4949e2db68f965a8161e05f69e1758",
    ("registration", 1): "00f543c2c61bd5bb64d7b4ced11e46cc4def66e2dba1d8584e6a9ea2a3b2c5cf",
    ("unit_gathering", 1): "b0bfd6adaf955b7dec98bf2e6d1ec32da60e43d50e4f7b6766be4917749a5f4e",
    ("unit_submission", 1): "23c5167540628b1d6a4f975ef9986ecbcb3bf717f867b51c0d6078af66ab006d",
    ("unit_decision", 1): "0c0a555d81cba2c7563aa9fda2a1aec4b997af4d5aded55ca968cdea280997de",
    ("council_meeting", 1): "e316b5b31ab839fecf1e8a13091d78968d68f11350b833976d9bb88b4126928d",
    ("sealed_ballot", 1): "514232168b19741d4528340b474597a31440a65dd56c4f8f1cd11e00c197e765",
    ("proposal", 1): "be0004d10e5cb72d4a868e806c57cebf6016d016cde31190f372ac2e47fec474",
    ("decision", 1): "5bf75fe56e1beb25fea5a4cea87e453abe7135dcd0a7832c910d9d80062df948",
    ("paper", 1): "9d3cd004c61a213f044825f94914027fbea1a3b2240359758ba4fecccf2df173",
    ("award_state", 1): "a65d79a4ae6b73e4383d8e2cf0c746d7082b6a198497d3040d49a6e8fb00c4a9",
    ("state_proposal", 1): "5025181796980e7590e21e20b5f6137cd833e86d8bbd2a18b8afd32263a7a295",
    ("upward_submission", 1): "6d176cba00df2da6ebf0d530e4a8b00ece5b3ae49dc8addbf2a20108d7c1c5fa",
    ("state_decision", 1): "850732d3eaa7414c03a65b7d69306b61d364c24372b3d43c11055ab68e900bff",
    ("received_paper", 1): "41619385f48db3384dcb8703fdfc1c26e13c79d7609660628863f28872a5ec5d",
    ("resolution_2015", 1): "62f916a55247a1ddad6b225e1332fa54c390ebf9afcea9e6a1fcfabe8f988c9c",
    ("resolution_2015_shortened", 1): "6206789a43fa31e25b9c070e59527ad97c40a36e4468a9a70c40a3456b4f51fc",
    ("resolution_2025", 1): "455c320c91f302f7ff7d0c5450b5566a78c528564b6bc8033478574344e0b64d",
}


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


def edited(definitions):
    """What each definition that is not as it was published must become; its line says the digest it has now."""
    return [
        f"{d.key} {d.version} was edited after it was published: publish a new version (digest now {d.digest()})."
        for d in definitions
        if PUBLISHED.get((d.key, d.version), d.digest()) != d.digest()
    ]


def test_no_published_definition_was_edited():
    assert edited(registry.all_versions()) == []


def test_every_published_definition_has_its_line_and_no_line_is_lost():
    assert {(d.key, d.version) for d in registry.all_versions()} == PUBLISHED.keys()


def test_an_edit_of_a_published_definition_is_found():
    step = AwardProvince1.accept.but(label="Nhận bừa")
    quietly_edited = type("AwardProvince1", (AwardProvince1,), {"accept": step})

    (said,) = edited([quietly_edited])

    assert said.startswith("award_province 1 was edited after it was published: publish a new version (digest now ")
