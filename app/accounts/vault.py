"""What a second factor rests on, as it is kept: sealed or digested under a key that is in no database.

libsodium does all of it: SecretBox seals, keyed BLAKE2b derives a key for each purpose and person from the key of the
instance, and digests what is printed. A row that is moved to another person opens nothing there.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nacl.secret import SecretBox

PERSON = b"second factor"  # sets these keys apart from whatever else is made of the instance's


class Vault:
    def __init__(self, instance_key: str | bytes) -> None:
        self._instance_key = instance_key.encode() if isinstance(instance_key, str) else instance_key

    def seal(self, secret: str, user_id: int) -> str:
        from nacl.encoding import URLSafeBase64Encoder  # noqa: PLC0415 -- few pages need it

        return self._box(user_id).encrypt(secret.encode(), encoder=URLSafeBase64Encoder).decode()

    def opened(self, sealed: str, user_id: int) -> str | None:
        """None: sealed for somebody else, under another key, or by nobody."""
        from nacl.encoding import URLSafeBase64Encoder  # noqa: PLC0415
        from nacl.exceptions import CryptoError  # noqa: PLC0415

        try:
            return self._box(user_id).decrypt(sealed.encode(), encoder=URLSafeBase64Encoder).decode()
        except (CryptoError, ValueError):
            return None

    def digest(self, code: str, user_id: int) -> str:
        """Of a printed code: too short for a digest that anybody could make."""
        from nacl.hash import blake2b  # noqa: PLC0415

        return blake2b(code.encode(), key=self._key("digest", user_id)).decode()

    def _box(self, user_id: int) -> "SecretBox":
        from nacl.secret import SecretBox  # noqa: PLC0415

        return SecretBox(self._key("seal", user_id))

    def _key(self, purpose: str, user_id: int) -> bytes:
        from nacl.encoding import RawEncoder  # noqa: PLC0415
        from nacl.hash import blake2b  # noqa: PLC0415

        own = blake2b(self._instance_key, person=PERSON, encoder=RawEncoder)
        return blake2b(f"{purpose}:{user_id}".encode(), key=own, encoder=RawEncoder)
