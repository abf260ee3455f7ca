"""Passwords: hashed with Argon2id, checked at equal cost, and what a new one must be like."""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assessment.errors import UnacceptableError
from assessment.services.common_passwords import COMMON

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 5
"""Fewer different characters are guessed at once, whatever they are."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_password(password: str) -> str:
    """Return the hash of a password, with its salt and parameters."""
    return _HASHER.hash(_normal(password))


def fits(password: str, password_hash: str | None) -> bool:
    """Tell whether a password has this hash; without one it takes as long and the answer is no."""
    try:
        _HASHER.verify(password_hash or _of_nobody(), _normal(password[: 4 * LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def check_new_password(password: str, *names: str) -> None:
    """Raise UnacceptableError for a password that is too short, too long, its holder's name or easily guessed."""
    plain = _normal(password).casefold()
    if len(plain) < SHORTEST:
        raise UnacceptableError("password_too_short", n=SHORTEST)
    if len(plain) > LONGEST:
        raise UnacceptableError("password_too_long", n=LONGEST)
    if any(_is_about(plain, name) for name in names):
        raise UnacceptableError("password_is_name")
    if plain in COMMON or len(set(plain)) < FEWEST_DIFFERENT:
        raise UnacceptableError("password_common")


def first_password() -> str:
    """Return a password for the first sign-in: four groups of five characters that are not mixed up in writing."""
    return "-".join("".join(secrets.choice(_PLAIN) for _ in range(5)) for _ in range(4))


def _is_about(password: str, name: str) -> bool:
    """Tell whether a password is a name, or little more than it."""
    plain = _normal(name).casefold().strip()
    if not plain:
        return False
    rest = password.replace(plain, "").replace(plain.split("@")[0], "")
    return len(rest) < SHORTEST // 2 and rest != password


def _normal(password: str) -> str:
    """Return a password in one form, however the keyboard composed its letters."""
    return unicodedata.normalize("NFKC", password)


@cache
def _of_nobody() -> str:
    return _HASHER.hash(secrets.token_urlsafe(24))
