"""Codes that are good once: six digits of an app on a telephone (TOTP, RFC 6238), eight of a printed sheet."""

import secrets
from datetime import datetime

APP_DIGITS, SHEET_DIGITS = 6, 8
STEP = 30  # seconds
DRIFT = 1  # steps that a telephone's clock may be before or behind
ON_A_SHEET = 10
ISSUER = "Vinh Danh"


def new_secret() -> str:
    import pyotp  # noqa: PLC0415 -- few pages need it

    return pyotp.random_base32()


def address_of(secret: str, username: str) -> str:
    """What an app reads from the picture."""
    import pyotp  # noqa: PLC0415

    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(secret: str, code: str, *, at: datetime, after: int | None = None) -> int | None:
    """The step whose code this is: the present one or one beside it, and later than the one that was used last."""
    import pyotp  # noqa: PLC0415

    app, now = pyotp.TOTP(secret), int(at.timestamp()) // STEP
    steps = range(now - DRIFT, now + DRIFT + 1)
    right = [step for step in steps if secrets.compare_digest(app.generate_otp(step), code)]
    return next((step for step in right if after is None or step > after), None)


def new_sheet() -> list[str]:
    """All different."""
    made: list[str] = []
    while len(made) < ON_A_SHEET:
        code = f"{secrets.randbelow(10**SHEET_DIGITS):0{SHEET_DIGITS}}"
        if code not in made:
            made.append(code)
    return made


def digits_of(typed: str) -> str:
    """As it was meant: blanks, dots and dashes between groups say nothing. What is no code is an empty one."""
    bare = typed.translate({ord(sign): None for sign in " .-–\u00a0"})
    return bare if bare.isascii() and bare.isdecimal() else ""


def grouped(text: str) -> str:
    """In fours, as it is read and typed."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
