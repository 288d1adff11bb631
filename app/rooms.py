"""Every room's views, in the order of the house."""

from flask import Flask

from app.accounts import views as accounts
from app.achievements import views as achievements
from app.administration import views as administration
from app.appraisals import agency_views as consultations
from app.appraisals import conclusion_views as appraisals
from app.award_drafts import views as award_drafts
from app.awards import views as awards
from app.ballots import views as ballots
from app.blocks import views as blocks
from app.books import views as books
from app.complaints import views as complaints
from app.corrections import views as corrections
from app.councils import establishing_views as councils
from app.councils import views as meetings
from app.deadlines import views as deadlines
from app.decisions import decision_views as decisions
from app.decisions import draft_views as proposals
from app.deliveries import archive_views as archive
from app.deliveries import views as deliveries
from app.desk import views as desk
from app.eligibility import views as eligibility
from app.gatherings import views as gatherings
from app.guide import views as guide
from app.honours import views as honours
from app.initiatives import views as initiatives
from app.intake import views as intake
from app.medals import views as medals
from app.nominations import views as nominations
from app.nominees import views as nominees
from app.papers import views as papers
from app.party_opinions import views as party_opinions
from app.processes import views as processes
from app.public import views as public
from app.public_notices import achievement_views as public_notices
from app.registrations import views as registrations
from app.reissues import views as reissues
from app.resolutions import views as resolutions
from app.revocations import views as revocations
from app.rounds import movement_views as movements
from app.rounds import views as rounds
from app.runs import views as runs
from app.service_records import views as service_records
from app.submissions import views as submissions
from app.substitutes import views as substitutes
from app.suspensions import views as suspensions
from app.unit_decisions import views as unit_decisions
from app.upward import outcome_views as upward

ROOMS = (
    accounts,
    awards,
    papers,
    nominees,
    honours,
    service_records,
    rounds,
    movements,
    blocks,
    nominations,
    registrations,
    runs,
    medals,
    gatherings,
    submissions,
    unit_decisions,
    intake,
    public_notices,
    public,
    party_opinions,
    appraisals,
    consultations,
    suspensions,
    meetings,
    councils,
    initiatives,
    achievements,
    eligibility,
    proposals,
    decisions,
    upward,
    deliveries,
    archive,
    reissues,
    corrections,
    complaints,
    ballots,
    revocations,
    processes,
    award_drafts,
    resolutions,
    books,
    substitutes,
    desk,
    deadlines,
    administration,
    guide,
)


def open_all(app: Flask) -> None:
    for room in ROOMS:
        app.register_blueprint(room.bp)
