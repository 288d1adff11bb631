"""Somebody with a password, hashed once a run."""

import pytest

from app.accounts import passwords
from tests import builders
from workflows.vocabulary import Role

PASSWORD = "ba-con-de-den"
HASHED = passwords.hashed(PASSWORD)


@pytest.fixture
def anh(app):
    """Clerk of the Department of Education, and nothing else."""
    person = builders.user("Nguyễn Thị Ngọc Ánh", "anh.ntn", password_hash=HASHED)
    builders.appointment(Role.UNIT_CLERK, builders.organisation(), person)
    return person


@pytest.fixture
def sign_in(client):
    def enter(username="anh.ntn", password=PASSWORD, by=client, **more):
        return by.post("/accounts/sign-in", data={"username": username, "password": password, **more})

    return enter


@pytest.fixture
def inside(anh, client, sign_in):
    """A browser in which Ánh is signed in."""
    assert sign_in().status_code == 303
    return client
