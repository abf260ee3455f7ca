"""Forms: read within limits, and signed so that only our own, fresh and from the same browser are taken."""

from urllib.parse import parse_qsl

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request

from assessment.errors import UnacceptableError

MOST_BYTES = 16_384
MOST_FIELDS = 20
GOOD_FOR = 3600
"""Seconds for which a form can be sent."""

_SALT = "form"


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form; raise HTTPException for another kind of content or too much of it."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413)
    try:
        fields = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"
        )
    except ValueError:
        raise HTTPException(400) from None
    return dict(fields)


def form_token(secret: str, purpose: str, bound_to: str) -> str:
    """Return what a form carries to show that we made it, for this purpose and this browser."""
    return _serializer(secret).dumps([purpose, bound_to])


def check_form_token(secret: str, purpose: str, bound_to: str | None, token: str) -> None:
    """Raise UnacceptableError unless the token is ours, an hour old at most and for this purpose and browser."""
    try:
        signed = _serializer(secret).loads(token, max_age=GOOD_FOR)
    except BadData:
        signed = None
    if bound_to is None or signed != [purpose, bound_to]:
        raise UnacceptableError("form_expired")


def _serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=_SALT)
