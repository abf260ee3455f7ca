"""The language of a page before anybody is signed in, and of pages for a person."""

from starlette.requests import HTTPConnection

from assessment.core.person import Person
from assessment.locale import PSEUDO, Language, Phrases, languages, phrases
from assessment.web.site import Site


def language_tag(code: str) -> str:
    """Return a language as HTML names it; the pseudo-language is English to a browser and a screen reader.

    >>> language_tag("qps"), language_tag("fr")
    ('en-x-pseudo', 'fr')
    """
    return "en-x-pseudo" if code == PSEUDO else code


def offered(site: Site) -> tuple[Language, ...]:
    """Return the languages that can be chosen."""
    return languages(with_pseudo=site.settings.pseudo_language)


def phrases_for(site: Site, connection: HTTPConnection, person: Person | None = None) -> Phrases:
    """Return how to speak: as the address says, else as the person chose, else as the browser prefers."""
    codes = {language.code for language in offered(site)}
    asked = connection.query_params.get("language", "")
    wished = [asked, person.language if person else "", *_accepted(connection.headers.get("accept-language", ""))]
    return phrases(next((code for code in wished if code in codes), languages()[0].code))


def _accepted(header: str) -> list[str]:
    """Return the languages that a browser prefers, the best first; `fr-CA` also stands for `fr`."""
    weighted: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        code, _, quality = part.strip().partition(";q=")
        try:
            weighted.append((-float(quality or 1), code.strip().lower()))
        except ValueError:
            continue
    weighted.sort(key=lambda pair: pair[0])
    return [code for _, tag in weighted for code in (tag, tag.split("-")[0])]
