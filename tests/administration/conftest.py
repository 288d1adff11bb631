import pytest

from tests import builders
from workflows.vocabulary import Role


@pytest.fixture
def department(app):
    return builders.organisation("SNV", "Sở Nội vụ")


@pytest.fixture
def administrator(department):
    return builders.actor(Role.ADMINISTRATOR, department, builders.user("Tạ Minh Đăng", username="dang.tm"))


@pytest.fixture
def desk(app, administrator):
    """The administrator's browser."""
    return builders.signed_in(app.test_client(), administrator)
