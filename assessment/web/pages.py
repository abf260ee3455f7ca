"""Pages of our own: templates filled with words and values, never with markup."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from assessment.locale import Phrases
from assessment.web.languages import language_tag, offered
from assessment.web.paths import (
    ACCOUNT,
    LANGUAGE,
    PASSWORD,
    SIGN_IN,
    SIGN_OUT,
    SIGN_OUT_EVERYWHERE,
    TRAINING_SIGN_IN,
)
from assessment.web.site import Site

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["language_tag"] = language_tag
_TEMPLATES.globals["to"] = {
    "sign_in": SIGN_IN,
    "training": TRAINING_SIGN_IN,
    "account": ACCOUNT,
    "password": PASSWORD,
    "sign_out": SIGN_OUT,
    "sign_out_everywhere": SIGN_OUT_EVERYWHERE,
    "language": LANGUAGE,
}


def page(
    site: Site, connection: HTTPConnection, say: Phrases, template: str, *, status: int = 200, **values: object
) -> HTMLResponse:
    """Return a page made from a template."""
    html = _TEMPLATES.get_template(template).render(
        say=say,
        languages=offered(site),
        training=site.workspace.training,
        beyond_loopback=site.settings.training_beyond_loopback,
        path=connection.url.path,
        **values,
    )
    return HTMLResponse(html, status)
