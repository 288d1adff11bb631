import pytest

from app.organisations.models import Organisation
from app.organisations.naming import headed, in_full, in_letterhead, of_whom, on_behalf


@pytest.mark.parametrize(
    ("name", "kind", "written"),
    [
        (
            "UBND huyện Bác Ái",
            "district",
            (
                "Ủy ban nhân dân\nhuyện Bác Ái",
                "huyện Bác Ái",
                "TM. ỦY BAN NHÂN DÂN\n",
                "Chủ tịch Ủy ban nhân dân huyện Bác Ái",
            ),
        ),
        (
            "UBND thành phố Phan Rang - Tháp Chàm",
            "district",
            (
                "Ủy ban nhân dân\nthành phố Phan Rang - Tháp Chàm",
                "thành phố Phan Rang - Tháp Chàm",
                "TM. ỦY BAN NHÂN DÂN\n",
                "Chủ tịch Ủy ban nhân dân thành phố Phan Rang - Tháp Chàm",
            ),
        ),
        (
            "Văn phòng UBND tỉnh",
            "department",
            (
                "Văn phòng Ủy ban nhân dân tỉnh",
                "Văn phòng Ủy ban nhân dân tỉnh",
                "",
                "Thủ trưởng Văn phòng Ủy ban nhân dân tỉnh",
            ),
        ),
        ("Sở Y tế", "department", ("Sở Y tế", "Sở Y tế", "", "Thủ trưởng Sở Y tế")),
    ],
)
def test_an_organisation_is_written_in_full_and_a_district_signs_for_its_committee(name, kind, written):
    unit = Organisation(name=name, kind=kind)

    assert (in_letterhead(unit), of_whom(unit), on_behalf(unit), headed(unit)) == written


def test_no_short_form_is_left_in_the_name_of_an_award():
    assert in_full("Bằng khen của Chủ tịch UBND tỉnh") == "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
