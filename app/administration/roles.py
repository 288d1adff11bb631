"""The roles that are given to people, by the kind of organisation they sit in, in the order in which a case goes."""

from collections.abc import Mapping, Sequence

from workflows.vocabulary import Role

BY_HOUSE: Mapping[str, Sequence[Role]] = {
    "Đơn vị trình": (
        Role.UNIT_CLERK,
        Role.UNIT_COUNCIL,
        Role.UNIT_COUNCIL_SECRETARY,
        Role.UNIT_COUNCIL_MEMBERS,
        Role.UNIT_HEAD,
        Role.UNIT_CLERICAL,
    ),
    "Sở Nội vụ, Ban Thi đua - Khen thưởng": (
        Role.INTAKE_OFFICER,
        Role.APPRAISER,
        Role.BAN_HEAD,
        Role.BAN_DEPUTY,
        Role.SNV_DRAFTER,
        Role.SNV_DIRECTOR,
        Role.SNV_CLERICAL,
        Role.ARCHIVIST,
        Role.ACCOUNTANT,
        Role.COMPLAINT_OFFICER,
        Role.ADMINISTRATOR,
    ),
    "Cơ quan cho ý kiến, kiểm tra": (
        Role.CONSULTED_AGENCY,
        Role.JUSTICE_DEPARTMENT,
        Role.PARTY_COMMITTEE,
        Role.INSPECTOR,
    ),
    "Hội đồng Thi đua - Khen thưởng tỉnh": (
        Role.COUNCIL_SECRETARY,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_DEPUTY_CHAIR,
        Role.COUNCIL_MEMBERS,
        Role.TELLER,
    ),
    "Ủy ban nhân dân tỉnh, Văn phòng": (
        Role.VPUB,
        Role.CHAIRMAN,
        Role.UBND_MEMBERS,
        Role.CLERICAL_UBND,
    ),
    "Hội đồng nhân dân tỉnh": (
        Role.HDND_STANDING,
        Role.HDND_COMMITTEE,
        Role.HDND_CHAIR,
        Role.HDND_DELEGATES,
        Role.HDND_OFFICE,
    ),
}
