"""What pages, papers and the log say of an entry of an agenda, whatever is voted on."""

from collections.abc import Sequence

from app.organisations.models import Organisation


class Entry:
    """Answered by each kind of entry."""

    @property
    def subject(self) -> str:
        """What the log calls what it is about."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """Who is proposed, or what."""
        raise NotImplementedError

    @property
    def honorific(self) -> str:
        return ""

    @property
    def detail(self) -> str:
        """Said under the name."""
        raise NotImplementedError

    @property
    def award(self) -> str:
        """What it is proposed for."""
        raise NotImplementedError

    @property
    def whom(self) -> str:
        """In a sentence, as the extract of the minutes has it."""
        raise NotImplementedError

    @property
    def unit(self) -> Organisation:
        raise NotImplementedError

    @property
    def people(self) -> Sequence[str]:
        """Whose votes these are: none of them counts."""
        raise NotImplementedError
