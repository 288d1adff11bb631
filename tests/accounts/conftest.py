"""Somebody with a password, hashed once a run, and perhaps a telephone."""

from datetime import timedelta

import pyotp
import pytest
import time_machine

from app import clock
from app.accounts import codes, passwords
from app.accounts.models import SheetCode
from app.accounts.vault import Vault
from app.extensions import db
from tests import builders
from workflows.vocabulary import Role

PASSWORD = "ba-con-de-den"
HASHED = passwords.hashed(PASSWORD)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SHEET = ("11112222", "33334444", "55556666")


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


@pytest.fixture
def real():
    """Time stands still until somebody moves it."""
    with time_machine.travel(clock.real_now(), tick=False) as traveller:
        yield traveller


def shown(secret=SECRET, later=0):
    """What the telephone shows, so many steps later."""
    return pyotp.TOTP(secret).at(clock.real_now() + timedelta(seconds=later * codes.STEP))


@pytest.fixture
def vault(app):
    return Vault(app.config["SECRET_KEY"])


@pytest.fixture
def telephone(real, anh, vault):
    """Ánh's, set up, with a short sheet."""
    builders.second_factor(anh, sealed_secret=vault.seal(SECRET, anh.id))
    for position, code in enumerate(SHEET, start=1):
        db.session.add(SheetCode(user_id=anh.id, position=position, digest=vault.digest(code, anh.id)))
    db.session.commit()
    return shown


@pytest.fixture
def give(client):
    def give_code(code, by=client, at="/accounts/code"):
        return by.post(at, data={"code": code})

    return give_code


def is_inside(client):
    return client.get("/accounts/sessions").status_code == 200
