"""Whose council it is: the same answer from a row and from the database."""

from app.councils.models import Council
from app.councils.reach import is_own, own_council
from app.extensions import db
from tests import builders
from workflows.vocabulary import Role


def test_a_council_is_ones_own_in_python_as_in_sql(app):
    unit, other = builders.organisation("SYT", "Sở Y tế"), builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    councils = [
        builders.council(unit, members=3),
        builders.council(other, members=3),
        builders.council(builders.organisation("HDTDKT-T", "Hội đồng tỉnh"), members=3, is_provincial=True),
    ]
    actors = [builders.actor(role, at) for role in Role for at in (unit, other)]

    by_row = [[council.id for council in councils if is_own(council, actor)] for actor in actors]

    assert by_row == [
        [*db.session.scalars(own_council(actor).with_only_columns(Council.id).order_by(Council.id))] for actor in actors
    ]
    assert {len(own) for own in by_row} == {0, 1}
