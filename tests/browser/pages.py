"""Every page there is: who opens it, and which row of the demonstration it is about.

The key is the rule as the application knows it; the query names what the rule's arguments are. `:organisation` is
where the visitor works.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from workflows.award_province_1 import State
from workflows.award_unit_1 import UnitState


@dataclass(frozen=True)
class Visit:
    who: str
    found: str = ""  # a query whose columns are the rule's arguments
    after: str = ""  # what follows the path


def case(*states):
    among = ", ".join(f"'{state.value}'" for state in states)
    return f"SELECT id AS nomination_id FROM nomination WHERE state IN ({among})"


def own(*states):
    return f"{case(*states)} AND unit_id = :organisation"


def sheet(table, state, more=""):
    return f"SELECT id AS {table}_id FROM {table} WHERE state = '{state}' {more}"


def decision_of_unit(state):
    return f"SELECT id AS decision_id FROM unit_decision WHERE state = '{state}'"


def review(outcome):
    return f"SELECT id AS revocation_id FROM revocation WHERE outcome = '{outcome}'"


def correction(outcome):
    return f"SELECT id AS correction_id FROM correction WHERE outcome = '{outcome}'"


def reissue(standing):
    return f"SELECT id AS reissue_id FROM reissue WHERE standing = '{standing}'"


def petition(status):
    return f"SELECT id AS complaint_id FROM complaint WHERE status = '{status}'"


def notice(status):
    return f"SELECT id AS notice_id FROM public_notice WHERE status = '{status}'"


def party(status):
    return f"SELECT id AS opinion_id FROM party_opinion WHERE status = '{status}'"


AWARD_DRAFT = "SELECT id AS draft_id FROM award_draft"
A_DAY_OFF = "SELECT day FROM holiday ORDER BY day"
SAID_OF_NOTICE = """
    SELECT notice_id, notice_opinion.id AS opinion_id FROM notice_opinion
    JOIN public_notice ON public_notice.id = notice_id WHERE status = 'open'
"""
AWAITING_NOTICE = f"SELECT award_round_id AS round_id FROM nomination WHERE state = '{State.APPRAISAL.value}'"
OF_THE_PARTY = "SELECT nomination_id FROM party_opinion WHERE status = 'needed'"


def block(state, more=""):
    return f"SELECT id AS year_id FROM block_year WHERE state = '{state}' {more}"


def block_member(state, more=""):
    return f"""
        SELECT block_year_id AS year_id, block_member.id AS member_id FROM block_member
        JOIN block_year ON block_year.id = block_year_id WHERE state = '{state}' {more}
    """


def registration(state, columns="id AS registration_id"):
    """One's own unit's, if it has one in the state; else any."""
    return f"SELECT {columns} FROM registration WHERE state = '{state}' ORDER BY organisation_id = :organisation DESC"


MOVEMENT = "SELECT id AS movement_id FROM movement ORDER BY id"
REGISTRATION_YEAR = "SELECT id AS year_id FROM registration_year"
REGISTERED = """
    SELECT registration_id, registration_line.id AS line_id FROM registration_line
    JOIN registration ON registration.id = registration_id WHERE organisation_id = :organisation
"""
IN_OWN_BLOCK = "AND organisation_id = :organisation"
DIFFERS = "AND block_member.id IN (SELECT member_id FROM block_score WHERE own != checked)"
BLOCK_SITTING = "SELECT block_year_id AS year_id, id AS sitting_id FROM block_sitting WHERE void_reason = ''"
DRAFT = own(State.DRAFT)
MEETING = "SELECT meeting.id AS meeting_id FROM meeting JOIN council ON council.id = council_id WHERE is_provincial"
AT_UNIT = "AND unit_id = :organisation"
IN_PREPARATION, IN_SESSION = f"{MEETING} AND state = 'PREPARING'", f"{MEETING} AND state = 'OPEN'"
COUNTED, CLOSED = f"{MEETING} AND state = 'COUNTED'", f"{MEETING} AND state = 'CLOSED'"
ON_AGENDA = """
    SELECT meeting.id AS meeting_id, agenda_item.id AS item_id FROM agenda_item
    JOIN meeting ON meeting.id = meeting_id JOIN council ON council.id = council_id
    JOIN nomination ON nomination.id = nomination_id WHERE is_provincial AND removed_reason IS NULL
"""
COUNCIL = "SELECT id AS council_id FROM council WHERE is_provincial AND kind = 'emulation'"
OWN_COUNCIL = "SELECT id AS council_id FROM council WHERE organisation_id = :organisation AND kind = 'emulation'"
INITIATIVE = "SELECT id AS initiative_id FROM initiative WHERE 1 = 1"
AUTHORS_CASE = """
    SELECT nomination.id AS nomination_id FROM nomination
    JOIN initiative_author ON initiative_author.nominee_id = nomination.nominee_id WHERE state = 'KN08_APPRAISAL'
"""
INITIATIVE_COUNCIL = (
    "SELECT id AS council_id FROM council WHERE organisation_id = :organisation AND kind = 'initiative'"
)
INITIATIVE_DECISION = """
    SELECT initiative_decision.id AS decision_id FROM initiative_decision JOIN council ON council.id = council_id
    WHERE organisation_id = :organisation
"""
FORMER_USE = "SELECT id AS use_id FROM former_initiative_use WHERE unit_id = :organisation AND voided_at IS NULL"
ALIKE = """
    SELECT mine.nomination_id AS case_id, others.nomination_id AS other_id FROM evidence AS mine
    JOIN nomination ON nomination.id = mine.nomination_id AND state = 'KN08_APPRAISAL'
    JOIN stored_file AS here ON here.id = mine.file_id JOIN stored_file AS there ON there.sha256 = here.sha256
    JOIN evidence AS others ON others.file_id = there.id AND others.nomination_id <> mine.nomination_id
"""
RELIES = """
    SELECT DISTINCT nomination.id AS nomination_id FROM nomination JOIN initiative_use ON nomination_id = nomination.id
    WHERE unit_id = :organisation AND state = 'KN00_DRAFT'
"""
INITIATIVE_SITTING = """
    SELECT initiative_sitting.id AS sitting_id FROM initiative_sitting JOIN council ON council.id = council_id
    WHERE organisation_id = :organisation
"""
OF_OWN_COUNCIL = """
    SELECT council.id AS council_id, one.id AS {0}_id
    FROM council JOIN council_{0} AS one ON one.council_id = council.id
    WHERE organisation_id = :organisation AND council.kind = 'emulation'
"""
RECUSED = ON_AGENDA.replace("agenda_item.id AS item_id", "recusal.id AS recusal_id").replace(
    "WHERE", "JOIN recusal ON recusal.item_id = agenda_item.id WHERE meeting.state = 'PREPARING' AND"
)
UPWARD = "SELECT id AS sheet_id FROM upward_submission"
ROUND = "SELECT id AS round_id FROM award_round"
ASKED = "SELECT id AS consultation_id FROM consultation WHERE status = 'asked'"
NO_LETTER = f"{ASKED} AND letter_id IS NULL"
ACCOUNT = "SELECT id AS user_id FROM user_account WHERE username = 'unit_clerk'"
ANY_HOUSEHOLD = "SELECT id AS nominee_id FROM nominee WHERE kind = 'household'"
HOUSEHOLD = f"{ANY_HOUSEHOLD} AND unit_id = :organisation"
NOMINEE = "SELECT id AS nominee_id FROM nominee WHERE unit_id = :organisation AND kind = 'individual'"
COLLECTIVE_NOMINEE = """
    SELECT id AS nominee_id, 'make_up' AS kind FROM nominee WHERE unit_id = :organisation AND kind = 'collective'
"""
SUPPLEMENT = """
    SELECT supplement.nomination_id, supplement_item.id AS item_id FROM supplement_item
    JOIN supplement ON supplement.id = supplement_id JOIN nomination ON nomination.id = nomination_id
    WHERE closed_at IS NULL AND state = 'KN07_SUPPLEMENT' AND unit_id = :organisation
"""
CONSULTING = sheet("resolution", "NQ04_CONSULTING")
VOTING, IN_FORCE = sheet("resolution", "NQ10_UBND_VOTE"), sheet("resolution", "NQ20_IN_FORCE")
ASKED_ABOUT = """
    SELECT resolution_id, resolution_inquiry.id AS inquiry_id FROM resolution_inquiry
    JOIN resolution ON resolution.id = resolution_id WHERE state = 'NQ04_CONSULTING' AND status = 'asked'
"""
SAID = """
    SELECT resolution_id, resolution_comment.id AS comment_id FROM resolution_comment
    JOIN resolution ON resolution.id = resolution_id WHERE state = 'NQ04_CONSULTING'
"""
HONOUR = "SELECT id AS honour_id FROM honour WHERE voided_at IS NULL"
RECORD = "SELECT id AS record_id FROM service_record WHERE voided_at IS NULL"
CLEARED = "SELECT nomination_id FROM suspension WHERE finding = 'clear' AND ended_at IS NULL"
LEFT_BEHIND = """
    SELECT nomination_id FROM proposal_item JOIN nomination ON nomination.id = nomination_id
    WHERE set_aside_at IS NOT NULL AND nomination.state = 'KN17_AT_CHAIR'
"""
EXCLUDED = "SELECT proposal_id, id AS item_id FROM proposal_item WHERE excluded_reason IS NOT NULL"

GIVEN = """
    SELECT decision_item.nomination_id FROM decision_item JOIN delivery ON decision_item_id = decision_item.id
    JOIN nomination ON nomination.id = decision_item.nomination_id
    WHERE nomination.state = 'KN21_HANDED_OVER' AND certificate IS NOT NULL
    AND nomination.id NOT IN (SELECT nomination_id FROM reissue)
"""
MEDAL_DRAFT = """
    SELECT nomination.id AS nomination_id FROM nomination
    JOIN service_period ON service_period.nomination_id = nomination.id
    WHERE state = 'KN00_DRAFT' AND unit_id = :organisation
"""
SIMPLIFIED = "SELECT id AS nomination_id FROM nomination WHERE workflow_key = 'medal_simplified' AND state = '{state}'"
HANDED = "SELECT id AS handover_id FROM handover"
HELD_BY_THE_APPRAISER = """
    SELECT nomination_id FROM assignment JOIN nomination ON nomination.id = nomination_id
    JOIN user_account ON user_account.id = to_id
    WHERE ended_at IS NULL AND state = 'KN08_APPRAISAL' AND username = 'snv_appraiser'
"""


def with_case(state, more=""):
    """A decision with a case that stands there."""
    return f"""
        SELECT decision_id{more} FROM decision_item JOIN nomination ON nomination.id = nomination_id
        WHERE state = '{state.value}'
    """


PAGES = {
    "/": [Visit(who) for who in ("unit_clerk", "snv_intake", "chairman", "vpub", "administrator", "nominee")],
    "/accounts/password": [Visit("unit_clerk")],
    "/accounts/second-factor": [Visit("unit_clerk")],
    "/accounts/second-factor/set-up": [Visit("chairman")],
    "/accounts/sessions": [Visit("unit_clerk")],
    "/accounts/sign-in": [Visit("")],
    "/administration/": [Visit("administrator")],
    "/administration/councils/": [Visit("administrator")],
    "/administration/councils/<int:council_id>/edit": [Visit("administrator", COUNCIL)],
    "/administration/councils/new": [Visit("administrator")],
    "/administration/holidays/": [Visit("administrator"), Visit("snv_ban_head", after="?year=2026")],
    "/administration/holidays/<string:day>/edit": [Visit("administrator", A_DAY_OFF)],
    "/administration/holidays/<string:day>/take-out": [Visit("administrator", A_DAY_OFF)],
    "/administration/holidays/new": [Visit("administrator")],
    "/administration/machine-room": [Visit("administrator")],
    "/administration/users/<int:user_id>": [Visit("administrator", ACCOUNT)],
    "/administration/users/<int:user_id>/reset-second-factor": [Visit("administrator", ACCOUNT)],
    "/administration/users/new": [Visit("administrator")],
    "/appraisals/": [Visit("snv_appraiser")],
    "/appraisals/assign": [Visit("snv_ban_head")],
    "/appraisals/<int:nomination_id>/assign": [Visit("snv_ban_head", case(State.APPRAISAL))],
    "/appraisals/<int:nomination_id>/conclude-fit": [Visit("snv_ban_head", case(State.APPRAISAL))],
    "/appraisals/<int:nomination_id>/conclude-unfit": [Visit("snv_ban_head", case(State.APPRAISAL))],
    "/appraisals/<int:nomination_id>/consult": [Visit("snv_appraiser", case(State.APPRAISAL))],
    "/appraisals/<int:nomination_id>/consultations": [
        Visit("snv_appraiser", "SELECT nomination_id FROM consultation WHERE status = 'answered'"),
        Visit("snv_appraiser", "SELECT nomination_id FROM consultation WHERE status = 'asked'"),
    ],
    "/appraisals/<int:nomination_id>/criteria": [Visit("snv_appraiser", case(State.APPRAISAL))],
    "/appraisals/<int:nomination_id>/hand-back": [Visit("snv_appraiser", HELD_BY_THE_APPRAISER)],
    "/appraisals/<int:nomination_id>/opinion": [Visit("snv_appraiser", case(State.APPRAISAL))],
    "/appraisals/<int:nomination_id>/return-to-unit": [Visit("snv_ban_head", case(State.APPRAISAL))],
    "/appraisals/consultation-letters/<int:consultation_id>": [Visit("snv_ban_head", NO_LETTER)],
    "/appraisals/consultations/<int:consultation_id>/cancel": [Visit("snv_appraiser", ASKED)],
    "/award-drafts/<int:draft_id>": [Visit("snv_ban_head", AWARD_DRAFT), Visit("snv_appraiser", AWARD_DRAFT)],
    "/award-drafts/<int:draft_id>/<string:kind>/<string:at>": [
        Visit("snv_appraiser", f"SELECT id AS draft_id, '{kind}' AS kind, '{at}' AS at FROM award_draft")
        for kind, at in (("criteria", "BK-5"), ("criteria", "new"), ("papers", "0"), ("steps", "new"))
    ],
    "/award-drafts/<int:draft_id>/parts/<string:part>": [
        Visit("snv_appraiser", f"SELECT id AS draft_id, '{part}' AS part FROM award_draft")
        for part in ("names", "validity", "vote", "money")
    ],
    "/award-drafts/<int:draft_id>/publish": [Visit("snv_ban_head", AWARD_DRAFT)],
    "/award-drafts/<int:draft_id>/send-back": [Visit("snv_ban_head", AWARD_DRAFT)],
    "/award-drafts/<int:draft_id>/upload": [Visit("snv_appraiser", AWARD_DRAFT)],
    "/award-drafts/new/<string:award_code>": [Visit("snv_appraiser", "SELECT 'cstd_tinh' AS award_code")],
    "/awards/": [Visit("unit_clerk")],
    "/awards/rule-sets/<string:code>": [Visit("unit_clerk", "SELECT code FROM rule_set")],
    "/awards/<string:award_code>": [Visit("unit_clerk", "SELECT 'cstd_tinh' AS award_code")],
    "/awards/<string:award_code>/versions": [Visit("unit_clerk", "SELECT 'giay_khen_huyen' AS award_code")],
    "/awards/<string:award_code>/versions/<int:number>": [
        Visit("unit_clerk", "SELECT 'giay_khen_huyen' AS award_code, 1 AS number")
    ],
    "/awards/<string:award_code>/versions/<int:earlier>/compare/<int:later>": [
        Visit("unit_clerk", "SELECT 'giay_khen_huyen' AS award_code, 1 AS earlier, 1 AS later")
    ],
    "/books/incoming": [Visit("snv_van_thu"), Visit("snv_van_thu", after="?whole=1")],
    "/books/incoming/new": [Visit("snv_van_thu")],
    "/books/outgoing": [Visit("snv_van_thu"), Visit("inspector"), Visit("unit_van_thu")],
    "/books/outgoing/left-out": [Visit("snv_van_thu")],
    "/complaints/": [Visit("complaint_officer"), Visit("unit_clerk")],
    "/complaints/<int:complaint_id>": [
        Visit("complaint_officer", petition("received")),
        Visit("chairman", petition("resolved_upheld")),
    ],
    "/complaints/<int:complaint_id>/accept": [Visit("complaint_officer", petition("received"))],
    "/complaints/<int:complaint_id>/decline": [Visit("complaint_officer", petition("received"))],
    "/complaints/<int:complaint_id>/settle": [Visit("complaint_officer", petition("accepted"))],
    "/complaints/<int:complaint_id>/withdraw": [Visit("complaint_officer", petition("accepted"))],
    "/complaints/new/<int:nomination_id>": [Visit("unit_clerk", own(State.PUBLISHED))],
    "/complaints/reappraise/<int:nomination_id>": [
        Visit("chairman", "SELECT nomination_id FROM complaint WHERE status = 'resolved_upheld'")
    ],
    "/consultations/": [Visit("consulted_agency")],
    "/consultations/<int:consultation_id>": [
        Visit("consulted_agency", f"{ASKED} AND agency_id = :organisation"),
        Visit("consulted_agency", f"{ASKED.replace('asked', 'answered')} AND agency_id = :organisation"),
    ],
    "/deadlines/": [Visit("snv_ban_head", after="?from=01/01/2024"), Visit("unit_clerk", after="?from=01/01/2024")],
    "/deadlines/<int:nomination_id>/extend": [
        Visit("snv_ban_head", case(State.APPRAISAL)),
        Visit("snv_ban_head", case(State.RETURNED)),
    ],
    "/decisions/": [Visit("van_thu_ubnd")],
    "/decisions/<int:decision_id>": [Visit("van_thu_ubnd", sheet("decision", "ISSUED"))],
    "/decisions/<int:decision_id>/issue": [Visit("van_thu_ubnd", sheet("decision", "SIGNED"))],
    "/guide/": [Visit("unit_clerk"), Visit("nominee")],
    "/guide/<string:key>": [Visit("unit_clerk", "SELECT 'everybody' AS key")],
    "/honours/": [
        Visit("unit_clerk"),
        Visit("unit_head"),
        Visit("snv_appraiser"),
        Visit("snv_appraiser", after="?standing=waiting"),
        Visit("unit_clerk", after="?words=khong-co-ai"),
    ],
    "/honours/<int:honour_id>": [
        Visit("unit_clerk", f"{HONOUR} AND confirmed_at IS NOT NULL {AT_UNIT}"),
        Visit("snv_appraiser", f"{HONOUR} AND confirmed_at IS NULL"),
    ],
    "/honours/<int:honour_id>/void": [Visit("snv_appraiser", HONOUR)],
    "/honours/import": [Visit("unit_clerk"), Visit("snv_appraiser")],
    "/honours/new/<int:nominee_id>": [Visit("unit_clerk", NOMINEE), Visit("snv_appraiser", ANY_HOUSEHOLD)],
    "/eligibility/": [Visit("unit_clerk"), Visit("unit_clerk", after="?award=cstd_co_so")],
    "/eligibility/awards/<string:award_code>": [
        Visit("unit_clerk", "SELECT 'bang_khen_tinh' AS award_code", after="?subject=individual&rating.year=x"),
    ],
    "/eligibility/cases/<int:nomination_id>": [
        Visit("snv_appraiser", f"{case(State.APPRAISAL)} AND workflow_key = 'award_province'")
    ],
    "/eligibility/nominees/<int:nominee_id>": [Visit("unit_clerk", NOMINEE), Visit("unit_clerk.bacai", HOUSEHOLD)],
    "/honours/people": [Visit("unit_clerk"), Visit("snv_appraiser"), Visit("snv_appraiser", after="?words=thi")],
    "/service-records/": [
        Visit("unit_clerk"),
        Visit("unit_head"),
        Visit("snv_intake", after="?standing=waiting"),
        Visit("unit_clerk", after="?standing=voided"),
    ],
    "/service-records/<int:record_id>": [
        Visit("unit_clerk", f"{RECORD} AND file_id IS NULL {AT_UNIT}"),
        Visit("snv_appraiser", f"{RECORD} AND kind = 'make_up'"),
        Visit("snv_intake", f"{RECORD} AND confirmed_at IS NULL AND file_id IS NOT NULL"),
    ],
    "/service-records/<int:record_id>/evidence": [Visit("unit_clerk", f"{RECORD} AND file_id IS NULL {AT_UNIT}")],
    "/service-records/<int:record_id>/void": [Visit("snv_appraiser", RECORD)],
    "/service-records/new/<int:nominee_id>/<string:kind>": [
        Visit("unit_clerk", NOMINEE.replace("nominee_id", f"nominee_id, '{kind}' AS kind"))
        for kind in ("rating", "discipline", "leave")
    ]
    + [Visit("unit_clerk", COLLECTIVE_NOMINEE)],
    "/archive/decisions/<int:decision_id>": [Visit("archivist", with_case(State.HANDED_OVER))],
    "/councils/": [Visit("unit_council_secretary"), Visit("council_members")],
    "/councils/<int:council_id>": [
        Visit("council_secretary", COUNCIL),
        Visit("unit_clerk", OWN_COUNCIL),
        Visit("unit_council_secretary", OWN_COUNCIL, after="?day=01/01/2024"),
    ],
    "/councils/<int:council_id>/chair": [Visit("unit_council_secretary", OWN_COUNCIL)],
    "/councils/<int:council_id>/members/<int:member_id>/end": [
        Visit("unit_council_secretary", OF_OWN_COUNCIL.format("member"))
    ],
    "/councils/<int:council_id>/members/new": [Visit("unit_council_secretary", OWN_COUNCIL)],
    "/councils/<int:council_id>/papers/<int:paper_id>/end": [
        Visit("unit_council_secretary", OF_OWN_COUNCIL.format("paper"))
    ],
    "/councils/<int:council_id>/papers/new": [Visit("unit_council_secretary", OWN_COUNCIL)],
    "/councils/<int:council_id>/rules": [Visit("unit_council_secretary", OWN_COUNCIL), Visit("snv_ban_head", COUNCIL)],
    "/councils/<int:council_id>/thresholds/<int:threshold_id>/end": [
        Visit("unit_council_secretary", OF_OWN_COUNCIL.format("threshold"))
    ],
    "/councils/<int:council_id>/thresholds/new": [Visit("unit_council_secretary", OWN_COUNCIL)],
    "/corrections/<int:correction_id>/register": [Visit("van_thu_ubnd", correction("signed"))],
    "/corrections/abandon/<int:nomination_id>": [Visit("snv_director", case(State.REPLACING))],
    "/corrections/propose/<int:nomination_id>": [Visit("snv_director", case(State.ARCHIVED))],
    "/corrections/sign/<int:nomination_id>": [Visit("chairman", case(State.REPLACING))],
    "/deliveries/announce": [Visit("snv_appraiser")],
    "/deliveries/": [Visit("snv_appraiser"), Visit("unit_clerk"), Visit("accountant")],
    "/deliveries/<int:decision_id>": [
        Visit("snv_appraiser", with_case(State.PRODUCTION)),
        Visit("snv_appraiser", with_case(State.PUBLISHED)),
        Visit("archivist", with_case(State.ARCHIVED)),
        Visit("accountant", with_case(State.HANDED_OVER)),
    ],
    "/deliveries/<int:decision_id>/hand-over/<int:unit_id>": [
        Visit("snv_appraiser", with_case(State.PRODUCTION, ", unit_id"))
    ],
    "/deliveries/<int:decision_id>/items/<int:item_id>": [
        Visit("snv_appraiser", with_case(State.PRODUCTION, ", decision_item.id AS item_id"))
    ],
    "/deliveries/<int:decision_id>/payments": [
        Visit("accountant", with_case(State.HANDED_OVER)),
        Visit("accountant", with_case(State.ARCHIVED)),
    ],
    "/deliveries/<int:decision_id>/ready": [Visit("snv_appraiser", with_case(State.PRODUCTION))],
    "/deliveries/<int:decision_id>/register": [Visit("snv_appraiser", with_case(State.PUBLISHED))],
    "/deliveries/handovers/<int:handover_id>": [
        Visit("snv_appraiser", HANDED),
        Visit("unit_clerk", f"{HANDED} WHERE unit_id = :organisation"),
    ],
    "/deliveries/handovers/<int:handover_id>/present": [Visit("unit_clerk", f"{HANDED} WHERE unit_id = :organisation")],
    "/intake/": [Visit("snv_intake")],
    "/intake/<int:nomination_id>/accept": [Visit("snv_intake", case(State.INTAKE))],
    "/intake/<int:nomination_id>/ask-for-more": [Visit("snv_intake", case(State.INTAKE))],
    "/intake/<int:nomination_id>/check-again": [
        Visit("snv_intake", "SELECT nomination_id FROM supplement WHERE closed_at IS NULL AND answered_at IS NOT NULL"),
        Visit("snv_intake", case(State.SUPPLEMENT)),
    ],
    "/intake/<int:nomination_id>/register": [Visit("snv_intake", case(State.SUBMITTED))],
    "/intake/<int:nomination_id>/return-overdue": [Visit("snv_ban_head", case(State.SUPPLEMENT))],
    "/intake/<int:nomination_id>/supplement": [Visit("unit_clerk.bacai", own(State.SUPPLEMENT))],
    "/intake/<int:nomination_id>/supplement/<int:item_id>": [Visit("unit_clerk.ninhphuoc", SUPPLEMENT)],
    "/intake/submissions/<int:submission_id>": [
        Visit(
            "snv_intake",
            "SELECT submission_id FROM submission_item JOIN nomination ON nomination.id = nomination_id "
            "WHERE nomination.state = 'KN05_SUBMITTED' AND struck_reason IS NULL",
        )
    ],
    "/medals/<int:nomination_id>/declaration": [Visit("unit_clerk.ninhphuoc", MEDAL_DRAFT)],
    "/medals/<int:nomination_id>/open": [Visit("snv_ban_head", SIMPLIFIED.format(state=State.DRAFT.value))],
    "/medals/<int:nomination_id>/service/<int:period_id>": [
        Visit("unit_clerk.ninhphuoc", MEDAL_DRAFT.replace("SELECT ", "SELECT service_period.id AS period_id, "))
    ],
    "/medals/<int:nomination_id>/service/new": [Visit("unit_clerk.ninhphuoc", MEDAL_DRAFT)],
    "/blocks/": [Visit("unit_clerk"), Visit("snv_appraiser"), Visit("snv_appraiser", after="?year=2024")],
    "/blocks/new": [Visit("snv_appraiser")],
    "/blocks/<int:year_id>": [
        *(Visit("snv_appraiser", block(state)) for state in ("PREPARING", "CROSS_CHECKING", "MEETING")),
        Visit("unit_clerk", block("SCORING")),
        Visit("snv_ban_head", block("CONFIRMED")),
    ],
    "/blocks/<int:year_id>/members": [Visit("snv_appraiser", block("PREPARING"))],
    "/blocks/<int:year_id>/table": [Visit("snv_appraiser", block("PREPARING"))],
    "/blocks/<int:year_id>/steps/<string:name>": [
        Visit("snv_ban_head", block("CONFIRMED").replace("AS year_id", "AS year_id, 'reopen' AS name")),
        Visit("snv_appraiser", block("PREPARING").replace("AS year_id", "AS year_id, 'publish' AS name")),
    ],
    "/blocks/<int:year_id>/checkers": [
        Visit("snv_appraiser", block("SCORING")),
        Visit("snv_appraiser", block("MEETING")),
    ],
    "/blocks/<int:year_id>/members/<int:member_id>": [
        Visit("snv_appraiser", block_member("CROSS_CHECKING", DIFFERS)),
        Visit("unit_clerk", block_member("CONFIRMED", IN_OWN_BLOCK)),
    ],
    "/blocks/<int:year_id>/members/<int:member_id>/aside": [Visit("snv_appraiser", block_member("SCORING"))],
    "/blocks/<int:year_id>/members/<int:member_id>/check": [
        Visit("snv_appraiser", block_member("CROSS_CHECKING", DIFFERS)),
        Visit("snv_appraiser", block_member("MEETING")),
    ],
    "/blocks/<int:year_id>/members/<int:member_id>/score": [
        Visit("unit_clerk", block_member("SCORING", IN_OWN_BLOCK)),
        Visit("unit_clerk", block_member("CONFIRMED", IN_OWN_BLOCK)),
    ],
    "/blocks/<int:year_id>/ranking": [
        Visit("unit_clerk", block("CONFIRMED")),
        Visit("snv_appraiser", block("MEETING")),
    ],
    "/blocks/<int:year_id>/sittings/new": [
        Visit("snv_appraiser", block("MEETING")),
        Visit("snv_appraiser", block("CONFIRMED")),
    ],
    "/blocks/<int:year_id>/sittings/<int:sitting_id>": [Visit("unit_clerk", BLOCK_SITTING)],
    "/blocks/<int:year_id>/sittings/<int:sitting_id>/void": [Visit("snv_appraiser", BLOCK_SITTING)],
    "/achievements/<int:nomination_id>/initiatives": [Visit("unit_clerk", RELIES)],
    "/achievements/cases/<int:nomination_id>": [
        Visit("unit_clerk", RELIES),
        Visit("snv_appraiser", case(State.APPRAISAL)),
    ],
    "/achievements/alike/<int:case_id>/<int:other_id>": [Visit("snv_appraiser", ALIKE)],
    "/achievements/former-uses": [Visit("unit_clerk"), Visit("snv_appraiser")],
    "/achievements/former-uses/new/<int:initiative_id>": [Visit("unit_clerk", INITIATIVE)],
    "/achievements/former-uses/<int:use_id>/void": [Visit("unit_clerk", FORMER_USE)],
    "/initiatives/": [Visit("unit_clerk"), Visit("unit_council_secretary"), Visit("snv_appraiser")],
    "/initiatives/<int:initiative_id>": [
        Visit("unit_council_secretary", INITIATIVE),
        Visit("snv_appraiser", f"{INITIATIVE} AND sent_up_at IS NOT NULL"),
    ],
    "/initiatives/<int:initiative_id>/withdraw": [Visit("unit_clerk", INITIATIVE)],
    "/initiatives/councils/<int:council_id>/sittings/new": [Visit("unit_council_secretary", INITIATIVE_COUNCIL)],
    "/initiatives/councils/<int:council_id>/decisions/new": [Visit("unit_council_secretary.skhcn", INITIATIVE_COUNCIL)],
    "/initiatives/decisions/<int:decision_id>": [Visit("unit_clerk", INITIATIVE_DECISION)],
    "/initiatives/decisions/<int:decision_id>/void": [Visit("unit_council_secretary", INITIATIVE_DECISION)],
    "/initiatives/new": [Visit("unit_clerk")],
    "/initiatives/of-case/<int:nomination_id>": [
        Visit("snv_appraiser", AUTHORS_CASE),
        Visit("unit_clerk", own(State.DRAFT)),
    ],
    "/initiatives/sittings/<int:sitting_id>": [Visit("unit_council_secretary", INITIATIVE_SITTING)],
    "/initiatives/sittings/<int:sitting_id>/void": [Visit("unit_council_secretary", INITIATIVE_SITTING)],
    "/meetings/": [Visit("council_secretary")],
    "/meetings/<int:meeting_id>": [
        Visit("council_secretary", IN_PREPARATION),
        Visit("council_secretary", IN_SESSION),
        Visit("council_chair", COUNTED),
        Visit("council_chair", CLOSED),
    ],
    "/meetings/<int:meeting_id>/agenda": [Visit("council_secretary", IN_PREPARATION)],
    "/meetings/<int:meeting_id>/cancel-vote": [Visit("council_chair", IN_SESSION)],
    "/meetings/<int:meeting_id>/close": [Visit("council_chair", COUNTED)],
    "/meetings/<int:meeting_id>/count": [Visit("council_secretary", IN_SESSION)],
    "/meetings/<int:meeting_id>/declare": [Visit("council_members", IN_PREPARATION)],
    "/meetings/<int:meeting_id>/discard": [Visit("council_secretary", IN_PREPARATION)],
    "/meetings/<int:meeting_id>/edit": [Visit("council_secretary", IN_PREPARATION)],
    "/meetings/<int:meeting_id>/items/<int:item_id>/chair": [
        Visit("council_secretary", f"{ON_AGENDA} AND meeting.state = 'PREPARING'")
    ],
    "/meetings/<int:meeting_id>/items/<int:item_id>/conclude": [
        Visit("council_chair", f"{ON_AGENDA} AND nomination.state = '{State.COUNCIL_RESULT.value}'")
    ],
    "/meetings/<int:meeting_id>/items/<int:item_id>/summary": [
        Visit("council_members", f"{ON_AGENDA} AND meeting.state = 'PREPARING'")
    ],
    "/meetings/<int:meeting_id>/items/<int:item_id>/take-off": [
        Visit("council_secretary", f"{ON_AGENDA} AND meeting.state = 'PREPARING'")
    ],
    "/meetings/<int:meeting_id>/invite": [Visit("council_secretary", IN_PREPARATION)],
    "/meetings/<int:meeting_id>/minutes": [Visit("council_secretary", IN_SESSION)],
    "/meetings/<int:meeting_id>/open": [Visit("council_chair", IN_PREPARATION)],
    "/meetings/<int:meeting_id>/recusals": [Visit("council_secretary", IN_PREPARATION)],
    "/meetings/<int:meeting_id>/recusals/<int:recusal_id>/take-back": [Visit("council_secretary", RECUSED)],
    "/meetings/<int:meeting_id>/returns": [Visit("council_secretary", IN_SESSION)],
    "/meetings/<int:meeting_id>/roll": [Visit("council_secretary", IN_PREPARATION)],
    "/meetings/<int:meeting_id>/tellers": [Visit("council_secretary", IN_PREPARATION)],
    "/meetings/<int:meeting_id>/voting": [Visit("council_secretary", IN_PREPARATION)],
    "/meetings/new": [Visit("council_secretary")],
    "/nominations/": [Visit("unit_clerk"), Visit("snv_intake"), Visit("unit_clerk", after="?words=khong-co-ai")],
    "/nominations/<int:nomination_id>": [
        Visit("unit_clerk", DRAFT),
        Visit("unit_clerk", own(State.PUBLISHED, State.PRODUCTION)),
        Visit("snv_intake", case(State.INTAKE)),
        Visit("snv_ban_head", case(State.SUPPLEMENT)),
        Visit("snv_appraiser", case(State.APPRAISAL)),
        Visit("chairman", case(State.AT_CHAIR)),
        Visit("snv_ban_head", CLEARED),
        Visit("unit_clerk.ninhphuoc", own(State.SUSPENDED)),
        Visit("unit_clerk.ninhphuoc", MEDAL_DRAFT),
        Visit("snv_ban_head", SIMPLIFIED.format(state=State.DRAFT.value)),
        Visit("snv_appraiser", f"{case(State.APPRAISAL)} AND workflow_key = 'medal_nomination'"),
    ],
    "/nominations/<int:nomination_id>/chart": [Visit("unit_clerk", DRAFT), Visit("snv_intake", case(State.INTAKE))],
    "/nominations/<int:nomination_id>/edit": [Visit("unit_clerk", DRAFT), Visit("unit_clerk.ninhphuoc", MEDAL_DRAFT)],
    "/nominations/<int:nomination_id>/evidence/new": [Visit("unit_clerk", DRAFT)],
    "/nominations/<int:nomination_id>/general": [Visit("unit_clerk", DRAFT)],
    "/nominations/<int:nomination_id>/steps/announce-result": [Visit("snv_appraiser", case(State.PUBLISHED))],
    "/nominations/<int:nomination_id>/steps/close-unit-notice": [Visit("unit_clerk", own(State.UNIT_CHECK))],
    "/nominations/<int:nomination_id>/steps/hand-back-to-drafter": [Visit("unit_clerk", own(State.UNIT_CHECK))],
    "/nominations/<int:nomination_id>/steps/open-unit-notice": [Visit("unit_clerk", own(State.UNIT_CHECK))],
    "/nominations/<int:nomination_id>/steps/propose-directly": [
        Visit("snv_director", SIMPLIFIED.format(state=State.APPRAISED.value))
    ],
    "/nominations/<int:nomination_id>/steps/refer-to-unit-council": [Visit("unit_clerk", own(State.UNIT_CHECK))],
    "/nominations/<int:nomination_id>/steps/rework": [Visit("unit_clerk.bacai", own(State.RETURNED))],
    "/nominations/<int:nomination_id>/steps/send-to-check": [Visit("unit_clerk", DRAFT)],
    "/nominations/<int:nomination_id>/steps/submit-at-once": [
        Visit("snv_director", SIMPLIFIED.format(state=State.APPRAISAL.value))
    ],
    "/nominations/<int:nomination_id>/steps/withdraw": [Visit("unit_head.bacai", own(State.APPRAISAL))],
    "/nominations/<int:nomination_id>/steps/withdraw-in-unit": [Visit("unit_head", own(UnitState.AWAITS_DECISION))],
    "/nominations/<int:nomination_id>/steps/withdraw-returned": [Visit("unit_head.bacai", own(State.RETURNED))],
    "/nominations/<int:nomination_id>/steps/withdraw-submitted": [Visit("unit_head.syt", own(State.SUBMITTED))],
    "/nominations/<int:nomination_id>/years/<int:entry_id>": [
        Visit(
            "unit_clerk",
            "SELECT nomination_id, year_entry.id AS entry_id FROM year_entry "
            "JOIN nomination ON nomination.id = nomination_id WHERE state = 'KN00_DRAFT' AND unit_id = :organisation",
        )
    ],
    "/nominations/<int:nomination_id>/years/take-over": [Visit("unit_clerk", DRAFT)],
    "/nominations/<int:nomination_id>/years/new": [Visit("unit_clerk", DRAFT)],
    "/nominations/new": [
        Visit("unit_clerk"),
        Visit(
            "unit_clerk",
            after="?what={award_round_id}-{award_version_id}",
            found="SELECT award_round_id, award_version_id FROM round_award ORDER BY 1 DESC",
        ),
    ],
    "/nominees/": [Visit("unit_clerk")],
    "/nominees/<int:nominee_id>": [Visit("unit_clerk", NOMINEE), Visit("unit_clerk.bacai", HOUSEHOLD)],
    "/nominees/<int:nominee_id>/edit": [Visit("unit_clerk", NOMINEE), Visit("unit_clerk.bacai", HOUSEHOLD)],
    "/nominees/new": [Visit("unit_clerk")],
    "/nominees/new/<any(individual, collective, household):kind>": [
        Visit("unit_clerk", "SELECT 'collective' AS kind"),
        Visit("unit_clerk", "SELECT 'household' AS kind"),
    ],
    "/papers/<int:paper_id>": [
        Visit("snv_van_thu", "SELECT id AS paper_id FROM paper WHERE code = 'CV_TAMDUNG' AND state = 'SIGNED'")
    ],
    "/party-opinions/": [Visit("party_committee")],
    "/party-opinions/<int:opinion_id>": [
        Visit("party_committee", party("asked")),
        Visit("party_committee", party("answered")),
    ],
    "/party-opinions/of-case/<int:nomination_id>/ask": [Visit("snv_director", OF_THE_PARTY)],
    "/party-opinions/of-case/<int:nomination_id>/mark": [Visit("snv_appraiser", OF_THE_PARTY)],
    "/cong-khai/": [Visit("")],
    "/cong-khai/<int:notice_id>": [Visit("", notice("open")), Visit("", notice("closed"))],
    "/public-notices/": [Visit("snv_appraiser")],
    "/public-notices/<int:notice_id>": [
        Visit("snv_director", notice("draft")),
        Visit("snv_appraiser", notice("signed")),
        Visit("snv_appraiser", notice("open")),
        Visit("snv_director", notice("closed")),
    ],
    "/public-notices/<int:notice_id>/achievements": [Visit("snv_appraiser", notice("open"))],
    "/public-notices/<int:notice_id>/cancel": [Visit("snv_appraiser", notice("draft"))],
    "/public-notices/<int:notice_id>/close": [Visit("snv_appraiser", notice("open"))],
    "/public-notices/<int:notice_id>/edit": [Visit("snv_appraiser", notice("draft"))],
    "/public-notices/<int:notice_id>/opinions/<int:opinion_id>/handle": [Visit("snv_appraiser", SAID_OF_NOTICE)],
    "/public-notices/<int:notice_id>/opinions/new": [Visit("snv_appraiser", notice("open"))],
    "/public-notices/<int:notice_id>/post": [Visit("snv_appraiser", notice("signed"))],
    "/public-notices/<int:notice_id>/reopen": [Visit("snv_director", notice("closed"))],
    "/public-notices/<int:notice_id>/sign": [Visit("snv_director", notice("draft"))],
    "/public-notices/<int:notice_id>/sign-report": [Visit("snv_director", notice("closed"))],
    "/public-notices/new/<int:round_id>": [Visit("snv_appraiser", AWAITING_NOTICE)],
    "/proposals/": [Visit("snv_appraiser")],
    "/proposals/<int:proposal_id>": [
        Visit("snv_appraiser", sheet("proposal", "DRAFT")),
        Visit("chairman", sheet("proposal", "AT_CHAIR")),
        Visit("snv_director", EXCLUDED),
    ],
    "/proposals/<int:proposal_id>/discard": [Visit("snv_director", sheet("proposal", "DRAFT"))],
    "/proposals/<int:proposal_id>/edit": [Visit("snv_appraiser", sheet("proposal", "DRAFT"))],
    "/proposals/<int:proposal_id>/items/<int:item_id>/refuse": [Visit("snv_director", EXCLUDED)],
    "/proposals/<int:proposal_id>/register": [Visit("snv_van_thu", sheet("proposal", "AT_VPUB"))],
    "/proposals/<int:proposal_id>/send-back": [Visit("vpub", sheet("proposal", "AT_VPUB"))],
    "/proposals/<int:proposal_id>/send-back-from-chairman": [Visit("chairman", sheet("proposal", "AT_CHAIR"))],
    "/proposals/left-behind/<int:nomination_id>": [Visit("chairman", LEFT_BEHIND)],
    "/proposals/new/<int:award_version_id>": [
        Visit("snv_appraiser", f"SELECT award_version_id FROM nomination WHERE state = '{State.SNV_SUBMISSION.value}'")
    ],
    "/upward/": [Visit("snv_appraiser")],
    "/upward/<int:sheet_id>": [Visit("snv_appraiser", UPWARD), Visit("chairman", UPWARD)],
    "/upward/<int:sheet_id>/ask-for-more": [Visit("snv_appraiser", UPWARD)],
    "/upward/<int:sheet_id>/award": [Visit("snv_appraiser", UPWARD)],
    "/upward/<int:sheet_id>/recall": [Visit("chairman", UPWARD)],
    "/upward/<int:sheet_id>/refuse": [Visit("snv_appraiser", UPWARD)],
    "/upward/<int:sheet_id>/register": [Visit("van_thu_ubnd", UPWARD)],
    "/upward/<int:sheet_id>/send": [Visit("snv_appraiser", UPWARD)],
    "/upward/<int:sheet_id>/send-again": [Visit("snv_appraiser", UPWARD)],
    "/processes/": [Visit("unit_clerk")],
    "/processes/<string:key>/<int:version>": [Visit("unit_clerk", "SELECT 'award_province' AS key, 1 AS version")],
    "/reissues/<int:reissue_id>/check": [Visit("snv_ban_head", reissue("asked"))],
    "/reissues/<int:reissue_id>/hand-over": [Visit("snv_appraiser", reissue("approved"))],
    "/reissues/ask/<int:nomination_id>": [Visit("snv_appraiser", GIVEN)],
    "/revocations/<int:revocation_id>/recover": [Visit("snv_appraiser", review("revoked"))],
    "/revocations/<int:revocation_id>/register": [Visit("van_thu_ubnd", review("revoked"))],
    "/revocations/keep/<int:nomination_id>": [Visit("chairman", case(State.REVOCATION_REVIEW))],
    "/revocations/open/<int:nomination_id>": [Visit("snv_ban_head", case(State.PUBLISHED, State.PRODUCTION))],
    "/revocations/revoke/<int:nomination_id>": [Visit("chairman", case(State.REVOCATION_REVIEW))],
    "/resolutions/": [Visit("snv_director"), Visit("ubnd_members")],
    "/resolutions/<int:resolution_id>": [
        Visit("snv_drafter", CONSULTING),
        Visit("vpub", VOTING),
        Visit("vp_hdnd", IN_FORCE),
        Visit("ubnd_members", IN_FORCE),
    ],
    "/resolutions/<int:resolution_id>/agencies/<int:inquiry_id>/answer": [Visit("snv_drafter", ASKED_ABOUT)],
    "/resolutions/<int:resolution_id>/agencies/new": [Visit("snv_drafter", CONSULTING)],
    "/resolutions/<int:resolution_id>/comments/<int:comment_id>/respond": [Visit("snv_drafter", SAID)],
    "/resolutions/<int:resolution_id>/comments/new": [Visit("snv_drafter", CONSULTING)],
    "/resolutions/<int:resolution_id>/consultation": [
        Visit("snv_drafter", CONSULTING),
        Visit("hdnd_committee", IN_FORCE),
    ],
    "/resolutions/<int:resolution_id>/posting": [Visit("snv_drafter", CONSULTING)],
    "/resolutions/<int:resolution_id>/session": [Visit("snv_drafter", CONSULTING)],
    "/resolutions/<int:resolution_id>/steps/<string:name>": [
        Visit("snv_drafter", f"SELECT *, 'close-consultation' AS name FROM ({CONSULTING})"),
        Visit("vpub", f"SELECT *, 'ubnd-agrees' AS name FROM ({VOTING})"),
        Visit("vpub", f"SELECT *, 'ubnd-asks-changes' AS name FROM ({VOTING})"),
        Visit("vp_hdnd", f"SELECT *, 'supersede' AS name FROM ({IN_FORCE})"),
    ],
    "/resolutions/<int:resolution_id>/steps/<string:name>/papers/<string:code>": [
        Visit("vpub", f"SELECT *, 'ubnd-agrees' AS name, 'DT_NQ' AS code FROM ({VOTING})"),
        Visit("vpub", f"SELECT *, 'ubnd-agrees' AS name, 'TTR_UBND_HDND' AS code FROM ({VOTING})"),
    ],
    "/resolutions/new": [Visit("snv_director")],
    "/rounds/": [Visit("snv_ban_head")],
    "/rounds/<int:round_id>": [Visit("snv_ban_head", ROUND)],
    "/rounds/<int:round_id>/extend": [Visit("snv_ban_head", ROUND)],
    "/rounds/new": [Visit("snv_ban_head")],
    "/rounds/<int:round_id>/letter": [Visit("unit_clerk", ROUND), Visit("snv_ban_head", ROUND)],
    "/rounds/<int:round_id>/next": [Visit("snv_ban_head", ROUND)],
    "/movements/": [Visit("snv_ban_head"), Visit("unit_clerk")],
    "/movements/new": [Visit("snv_ban_head")],
    "/movements/<int:movement_id>": [Visit("snv_ban_head", MOVEMENT), Visit("unit_clerk", MOVEMENT)],
    "/movements/<int:movement_id>/edit": [Visit("snv_ban_head", MOVEMENT)],
    "/movements/<int:movement_id>/close": [Visit("snv_ban_head", MOVEMENT)],
    "/registrations/": [Visit("unit_clerk"), Visit("snv_ban_head")],
    "/registrations/years/new": [Visit("snv_ban_head")],
    "/registrations/years/<int:year_id>": [Visit("snv_ban_head", REGISTRATION_YEAR)],
    "/registrations/years/<int:year_id>/edit": [Visit("snv_ban_head", REGISTRATION_YEAR)],
    "/registrations/years/<int:year_id>/units/<int:organisation_id>/open": [
        Visit("snv_ban_head", registration("DRAFT", "registration_year_id AS year_id, organisation_id"))
    ],
    "/registrations/<int:registration_id>": [
        Visit("unit_clerk", registration("DRAFT")),
        Visit("unit_head", registration("DRAFT")),
        Visit("unit_head.svhttdl", registration("REOPENED")),
        Visit("snv_ban_head", registration("SENT")),
        Visit("snv_ban_head", registration("DRAFT")),
    ],
    "/registrations/<int:registration_id>/names": [
        Visit("unit_clerk", registration("DRAFT"), after="?award_code=cstd_co_so"),
        Visit("unit_clerk.syt", registration("SENT")),
    ],
    "/registrations/<int:registration_id>/names/<int:line_id>": [Visit("unit_clerk", REGISTERED)],
    "/registrations/<int:registration_id>/names/<int:line_id>/strike": [Visit("unit_clerk", REGISTERED)],
    "/registrations/<int:registration_id>/import": [Visit("unit_clerk", registration("DRAFT"))],
    "/registrations/<int:registration_id>/steps/<string:name>": [
        Visit("unit_head", registration("DRAFT", "id AS registration_id, 'send' AS name")),
        Visit("snv_ban_head", registration("SENT", "id AS registration_id, 'reopen' AS name")),
    ],
    "/substitutes/": [Visit("snv_director")],
    "/substitutes/new": [Visit("snv_director")],
    "/runs/": [Visit("unit_clerk")],
    "/runs/new": [Visit("unit_clerk", after="?all=1"), Visit("unit_clerk")],
    "/suspensions/<int:nomination_id>/conclusion": [Visit("snv_ban_head", case(State.SUSPENDED))],
    "/suspensions/<int:nomination_id>/end": [Visit("snv_ban_head", case(State.SUSPENDED))],
    "/suspensions/<int:nomination_id>/resume": [Visit("snv_ban_head", CLEARED)],
    "/suspensions/<int:nomination_id>/suspend": [Visit("snv_ban_head", case(State.AT_CHAIR))],
    "/gatherings/": [Visit("unit_clerk"), Visit("unit_clerk.dtnt")],
    "/gatherings/<int:gathering_id>": [
        Visit("unit_clerk.chuvanan", sheet("gathering", "ANSWERED", AT_UNIT)),
        Visit("unit_clerk", sheet("gathering", "SENT")),
        Visit("unit_head.dtnt", sheet("gathering", "DRAFT", AT_UNIT)),
    ],
    "/gatherings/<int:gathering_id>/answer": [Visit("unit_clerk", sheet("gathering", "SENT"))],
    "/gatherings/<int:gathering_id>/discard": [Visit("unit_clerk.dtnt", sheet("gathering", "DRAFT", AT_UNIT))],
    "/gatherings/<int:gathering_id>/edit": [Visit("unit_clerk.dtnt", sheet("gathering", "DRAFT", AT_UNIT), "?add=1")],
    "/gatherings/<int:gathering_id>/register": [Visit("unit_van_thu.thptbacai", sheet("gathering", "SIGNED", AT_UNIT))],
    "/gatherings/<int:gathering_id>/sign": [Visit("unit_head.dtnt", sheet("gathering", "DRAFT", AT_UNIT))],
    "/gatherings/new/<int:round_id>": [Visit("unit_clerk.anphuoc", ROUND)],
    "/submissions/": [Visit("unit_clerk")],
    "/submissions/<int:submission_id>": [
        Visit("unit_clerk", sheet("submission", "DRAFT", AT_UNIT)),
        Visit("unit_clerk", sheet("submission", "ISSUED", AT_UNIT)),
    ],
    "/submissions/<int:submission_id>/discard": [Visit("unit_head", sheet("submission", "DRAFT", AT_UNIT))],
    "/submissions/<int:submission_id>/edit": [Visit("unit_clerk", sheet("submission", "DRAFT", AT_UNIT))],
    "/submissions/<int:submission_id>/register": [Visit("unit_van_thu.syt", sheet("submission", "SIGNED", AT_UNIT))],
    "/submissions/<int:submission_id>/sign": [Visit("unit_head", sheet("submission", "DRAFT", AT_UNIT))],
    "/unit-decisions/": [Visit("unit_clerk"), Visit("snv_ban_head")],
    "/unit-decisions/<int:decision_id>": [
        Visit("unit_clerk", decision_of_unit("DRAFT")),
        Visit("snv_ban_head", decision_of_unit("REPORTED")),
    ],
    "/unit-decisions/<int:decision_id>/discard": [Visit("unit_head", decision_of_unit("DRAFT"))],
    "/unit-decisions/<int:decision_id>/edit": [Visit("unit_clerk", decision_of_unit("DRAFT"))],
    "/unit-decisions/<int:decision_id>/post": [Visit("unit_clerk", decision_of_unit("REPORTED"))],
    "/unit-decisions/<int:decision_id>/register": [Visit("unit_van_thu", decision_of_unit("REPORTED"))],
    "/unit-decisions/<int:decision_id>/sign": [Visit("unit_head", decision_of_unit("DRAFT"))],
    "/unit-decisions/new/<int:award_version_id>": [  # of which there is no draft: else the page leads to it
        Visit("unit_clerk", "SELECT id AS award_version_id FROM award_version WHERE award_code = 'cstd_co_so'")
    ],
    "/submissions/new/<int:round_id>": [
        Visit(  # of a unit that has no draft in the round: else the page leads to it
            "unit_clerk.capnuoc",
            "SELECT award_round_id AS round_id FROM nomination "
            "WHERE state = 'KN04_UNIT_SIGN' AND unit_id = :organisation",
        )
    ],
}

NO_PAGE = {  # files, pictures, answers to machines, and ways that lead on to another page
    "/award-drafts/<int:draft_id>/file",
    # of a vote under way or over: test_voting.py, test_sealed_meeting.py
    "/ballots/<int:ballot_id>",
    "/ballots/<int:ballot_id>/cancel",
    "/ballots/<int:ballot_id>/close",
    "/ballots/<int:ballot_id>/destroy-keys",
    "/ballots/<int:ballot_id>/open",
    "/ballots/<int:ballot_id>/recount",
    "/ballots/<int:ballot_id>/sign",
    "/ballots/<int:ballot_id>/slip",
    "/ballots/<int:ballot_id>/slip/confirm",
    "/ballots/of-meeting/<int:meeting_id>",
    "/ballots/<int:ballot_id>/paper",
    "/ballots/<int:ballot_id>/paper-voters",
    "/ballots/<int:ballot_id>/trackers",
    "/ballots/<int:ballot_id>/vote",
    "/accounts/code",  # after a password, of who has a second factor: test_second_factor.py
    "/accounts/confirm",  # likewise
    "/appraisals/consultations/<int:consultation_id>/letter",
    "/blocks/<int:year_id>/ranking.xlsx",
    "/blocks/<int:year_id>/sittings/<int:sitting_id>/minutes",
    "/books/incoming.xlsx",
    "/books/incoming/<int:document_id>/scan",
    "/books/outgoing.xlsx",
    "/complaints/<int:complaint_id>/file",
    "/complaints/<int:complaint_id>/letter",
    "/consultations/<int:consultation_id>/letter",
    "/consultations/<int:consultation_id>/request.pdf",
    "/archive/cases/<int:nomination_id>/dossier.zip",
    "/archive/of-case/<int:nomination_id>",
    "/deliveries/<int:decision_id>/items/<int:item_id>/certificate.pdf",
    "/councils/<int:council_id>/papers/<int:paper_id>/file",
    "/deliveries/<int:decision_id>/payments.csv",
    "/deadlines/times.xlsx",
    "/deliveries/<int:decision_id>/payments.xlsx",
    "/deliveries/of-case/<int:nomination_id>",
    "/deliveries/runs/<int:run_id>.pdf",
    "/gatherings/<int:gathering_id>/letter.pdf",
    "/gatherings/of-case/<int:nomination_id>",
    "/healthz",
    "/honours/<int:honour_id>/scan",
    "/honours/export.csv",
    "/honours/import/template.csv",
    "/service-records/<int:record_id>/scan",
    "/achievements/former-uses/<int:use_id>/scan",
    "/initiatives/decisions/<int:decision_id>/file",
    "/initiatives/sittings/<int:sitting_id>/minutes",
    "/meetings/<int:meeting_id>/ballot.pdf",
    "/meetings/<int:meeting_id>/invitation.pdf",
    "/meetings/<int:meeting_id>/items/<int:item_id>/extract.pdf",
    "/meetings/<int:meeting_id>/items/<int:item_id>/notice.pdf",
    "/meetings/<int:meeting_id>/minutes.pdf",
    "/meetings/<int:meeting_id>/opinion-slip.pdf",
    "/meetings/<int:meeting_id>/summaries.pdf",
    "/meetings/<int:meeting_id>/tally-sheet.pdf",
    "/meetings/of-case/<int:nomination_id>",
    "/nominations/<int:nomination_id>/chart.svg",
    "/nominations/<int:nomination_id>/evidence/<int:evidence_id>",
    "/papers/<int:paper_id>.pdf",
    "/party-opinions/<int:opinion_id>/file",
    "/party-opinions/<int:opinion_id>/letter.pdf",
    "/party-opinions/of-case/<int:nomination_id>/answer-file",
    "/cong-khai/<int:notice_id>/gop-y",  # where a mail server is set, which the demonstration has not: test_public.py
    "/cong-khai/xac-nhan/<string:token>",
    "/public-notices/<int:notice_id>/letter.pdf",
    "/public-notices/<int:notice_id>/opinions/<int:opinion_id>/file",
    "/public-notices/<int:notice_id>/report.pdf",
    "/papers/<int:paper_id>/signed-copy",
    "/processes/<string:key>/<int:version>.svg",
    "/processes/<string:key>/<int:version>/move",  # where a newer version is published: test_versions.py
    "/proposals/<int:proposal_id>/draft-decision.pdf",
    "/proposals/<int:proposal_id>/forwarding-slip.pdf",
    "/proposals/<int:proposal_id>/letter.pdf",
    "/corrections/<int:correction_id>/source",
    "/corrections/draft/<int:nomination_id>.pdf",
    "/reissues/<int:reissue_id>/certificate.pdf",
    "/reissues/<int:reissue_id>/receipt",
    "/reissues/<int:reissue_id>/request",
    "/reissues/pass-on/<int:nomination_id>",  # of an award produced again after a correction
    "/revocations/<int:revocation_id>/recovery",
    "/revocations/<int:revocation_id>/source",
    "/revocations/draft/<int:nomination_id>.pdf",
    "/resolutions/<int:resolution_id>/agencies/<int:inquiry_id>/letter",
    "/resolutions/<int:resolution_id>/assignment",
    "/resolutions/<int:resolution_id>/chart.svg",
    "/resolutions/<int:resolution_id>/papers/<int:paper_id>",
    "/registrations/<int:registration_id>/names.xlsx",
    "/registrations/<int:registration_id>/template.csv",
    "/runs/<int:run_id>",  # of whoever asked for it: test_many.py
    "/runs/<int:run_id>.csv",
    "/runs/<int:run_id>.xlsx",
    "/static/<path:filename>",
    "/submissions/<int:submission_id>/letter.pdf",
    "/upward/<int:sheet_id>/decisions/<int:decision_id>/take-back",  # nothing has come back yet: test_state_route.py
    "/upward/<int:sheet_id>/package.zip",
    "/upward/<int:sheet_id>/refusals/<int:refusal_id>/scan",
    "/upward/<int:sheet_id>/refusals/<int:refusal_id>/take-back",
    "/upward/drafts/<int:proposal_id>/letter.pdf",
    "/upward/of-proposal/<int:proposal_id>",
    "/suspensions/<int:suspension_id>/finding",
    "/suspensions/<int:suspension_id>/source",
    "/submissions/of-case/<int:nomination_id>",
    "/unit-decisions/<int:decision_id>/draft.pdf",
    "/unit-decisions/of-case/<int:nomination_id>",
    "/submissions/unit-notice/<int:nomination_id>.pdf",
    "/submissions/unit-report/<int:nomination_id>.pdf",
}


def row(folder, visit):
    """The first row the visit is about, as the running server's database has it now."""
    if not visit.found:
        return {}
    with closing(sqlite3.connect(f"file:{folder / 'vinhdanh.sqlite3'}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        seat = database.execute(
            "SELECT organisation_id FROM appointment JOIN user_account ON user_account.id = user_id WHERE username = ?",
            [visit.who],
        ).fetchone()
        found = database.execute(visit.found, {"organisation": seat and seat["organisation_id"]}).fetchone()
    assert found is not None, f"the demonstration has no row for {visit}"
    return dict(found)
