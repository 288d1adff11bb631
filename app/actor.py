"""Who does it: a person in one office at a time, or the system."""

from dataclasses import dataclass

from workflows.vocabulary import Role

UNIT_ROLES = frozenset(
    {
        Role.UNIT_CLERK,
        Role.UNIT_COUNCIL,
        Role.UNIT_COUNCIL_SECRETARY,
        Role.UNIT_COUNCIL_MEMBERS,
        Role.UNIT_HEAD,
        Role.UNIT_CLERICAL,
    }
)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person acting under one of their appointments. An account without one may only look after itself."""

    user_id: int | None
    name: str
    role: Role | None
    organisation_id: int | None
    appointment_id: int | None = None
    title: str = ""
    organisation_name: str = ""
    for_user_id: int | None = None  # whose office it is that they stand in for
    for_name: str = ""
    signs: str = ""  # the lines above a signature given for them
    gathers: bool = False  # whose unit proposes by a superior, or for units under it

    @property
    def own_user_id(self) -> int | None:
        """Whose desk it is that they sit at."""
        return self.for_user_id or self.user_id

    @property
    def told_name(self) -> str:
        """As the log and the story name who did it."""
        return f"{self.name} (thay {self.for_name})" if self.for_name else self.name

    @property
    def is_of_unit(self) -> bool:
        return self.role in UNIT_ROLES


SYSTEM = Actor(user_id=None, name="Hệ thống", role=Role.SYSTEM, organisation_id=None)
