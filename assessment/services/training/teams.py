"""The accounts of training mode: offices, not persons, that nobody can sign in to with a password."""

import datetime as dt
from collections.abc import Iterable

from assessment.core.log_entry import Happening, RowName
from assessment.core.person import Ministry, Role
from assessment.core.states import State
from assessment.services.training.stage import Authors, Stage, Team
from assessment.store import accounts, ministries, sessions
from assessment.store.accounts import NewAccount

OFFICES = {
    Role.ADMINISTRATOR: "Administrator",
    Role.REVIEWER: "Reviewer",
    Role.ANALYST: "Analyst",
    Role.OBSERVER: "Observer",
}


def add_offices(stage: Stage, at: dt.datetime) -> dict[Role, int]:
    """Store an account for every role that belongs to no State; return their ids."""
    return {
        role: _add(stage, NewAccount(role.replace("_", "-"), name, role, must_change_password=False), at)
        for role, name in OFFICES.items()
    }


def add_teams(stage: Stage, states: Iterable[State], at: dt.datetime) -> list[Team]:
    """Store the ministries, the focal point and a contributor of each ministry for every State."""
    return [_add_team(stage, state, at) for state in states]


def _add_team(stage: Stage, state: State, at: dt.datetime) -> Team:
    lead = _official(state, "focal-point", "Focal point", Role.FOCAL_POINT)
    authors: dict[str, int] = {}
    given: dict[str, Ministry] = {}
    focal_point = _add(stage, lead, at)
    for body, sections in _sections_by_body(stage):
        ministry = ministries.add(stage.connection, state.id, body)
        office = body.lower().replace("'s ", "-").replace(" ", "-")
        official = _official(state, office, body, Role.CONTRIBUTOR, ministry.id)
        authors |= dict.fromkeys(sections, _add(stage, official, at))
        given |= dict.fromkeys(sections, ministry)
    return Team(state, Authors(focal_point, authors), given)


def _sections_by_body(stage: Stage) -> list[tuple[str, list[str]]]:
    """Return the bodies with the sections they are given; sections that no text names go round."""
    sections = [section.id for section in stage.questionnaire.sections]
    bodies = stage.texts.ministries
    named = {section for body in bodies for section in body.sections}
    others = [section for section in sections if section not in named]
    return [
        (body.name, [name for name in sections if name in body.sections] + others[place :: len(bodies)])
        for place, body in enumerate(bodies)
    ]


def _official(state: State, office: str, title: str, role: Role, ministry: int | None = None) -> NewAccount:
    sign_in_name = f"{office}.{state.id.lower()}"
    return NewAccount(sign_in_name, f"{title}, {state.name}", role, state.id, ministry, must_change_password=False)


def _add(stage: Stage, account: NewAccount, at: dt.datetime) -> int:
    number = accounts.add(stage.connection, account, at)
    details = {"account": number, "role": account.role.value}
    rows = (RowName("accounts", (number,)),)
    stage.note(
        Happening("account.created", account.sign_in_name, at, state=account.state, details=details, rows=rows)
    )
    return number


def leave_visits(stage: Stage, team: Team, now: dt.datetime) -> None:
    """Leave an ended session of some days ago at every account of a team, so that news since then shows."""
    for account in sorted({team.authors.focal_point, *team.authors.of_section.values()}):
        begun = now - dt.timedelta(hours=int(stage.generator.integers(60, 200)))
        # A digest that is drawn belongs to no token that anybody could know.
        digest = stage.generator.bytes(32).hex()
        sessions.begin(stage.connection, digest, account, begun, begun + dt.timedelta(hours=8))
        sessions.end(stage.connection, digest, begun + dt.timedelta(hours=1))
