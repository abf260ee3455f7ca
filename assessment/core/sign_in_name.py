"""Sign-in names: written like an e-mail address, in one form."""

import re
import unicodedata

from assessment.errors import UnacceptableError

LONGEST_SIGN_IN_NAME = 254
# Letters of one alphabet only: two names that look the same must be the same.
_FORM = re.compile(r"[a-z0-9][a-z0-9._%+-]*@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}")


def checked_sign_in_name(text: str) -> str:
    """Return a sign-in name in lower case; raise UnacceptableError (sign_in_name) when it is no e-mail address.

    >>> checked_sign_in_name(" Amara@Justice.example ")
    'amara@justice.example'
    """
    name = unicodedata.normalize("NFKC", text[: 2 * LONGEST_SIGN_IN_NAME]).strip().lower()
    if len(name) > LONGEST_SIGN_IN_NAME or ".." in name or not _FORM.fullmatch(name):
        raise UnacceptableError("sign_in_name")
    return name
