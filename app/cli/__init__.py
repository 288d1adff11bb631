"""flask accounts · audit · ballot · papers · clock · workflows · rules · reference · resolutions · run-errands."""

from flask import Flask

from app.cli import accounts, ballots, clocks, eligibility, errands, keeping, rulebook

COMMANDS = (
    accounts.group,
    keeping.audit_group,
    ballots.group,
    keeping.papers_group,
    clocks.group,
    rulebook.workflows_group,
    eligibility.group,
    rulebook.reference_group,
    errands.resolutions_group,
    errands.run_errands,
)


def register(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
