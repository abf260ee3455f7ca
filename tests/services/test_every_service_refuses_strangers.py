"""Every service, found by walking the package, refuses those who may not call it, before it does anything.

A new service is found by itself. It fails here until its parameters are among `given` below; a public function
that takes a workspace without a caller or a desk fails until it is listed with its reason.
"""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, get_type_hints

import pytest

import assessment.services
from assessment.core.access import Permission, may
from assessment.core.cycle import AssessmentKey
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.revision import Answer
from assessment.core.state_sets import ALL_STATES, StateSet
from assessment.core.submission import Status
from assessment.errors import DeniedError, Refusal, SignedOutError
from assessment.services.answering import save_answer
from assessment.services.begun_imports import BegunImport
from assessment.services.comparing.values import Values
from assessment.services.documenting import Upload, attach
from assessment.services.packs.exporting import PackRequest
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.services.workspace import AssessmentDesk, Caller, Desk, Workspace
from assessment.store import log, sessions
from assessment.store.exports import Export
from tests.services.workbooks.imports import File
from tests.workbooks.small_packs import FRAME
from tests.workspaces import Office

Service = Callable[..., Any]

WITHOUT_CALLER = {
    "accounts": "the terminal's",
    "back_ups": "the terminal's",
    "cycles": "the terminal's",
    "operations": "the terminal's",
    "packs.at_terminal.build_at_terminal": "the terminal's",
    "packs.at_terminal.orders_at_terminal": "the terminal's",
    "packs.at_terminal.verify_at_terminal": "the terminal's",
    "training": "the terminal's, and the start-up's",
    "readiness": "the start-up's: before anybody is signed in",
    "signing_in.sign_in": "makes the session",
    "training_sign_in.training_accounts": "shown before anybody is signed in, in training mode only",
    "training_sign_in.sign_in_for_training": "makes the session, in training mode only",
    "workbooks.importing_at_terminal.import_at_terminal": "the terminal's",
    "workbooks.issuing_at_terminal.issue_at_terminal": "the terminal's",
}
OF_THE_OWN_SESSION = {
    "who_is",
    "own_state_name",
    "sign_out",
    "sign_out_everywhere",
    "change_password",
    "change_language",
}
"""What everybody may do who is signed in, to nobody but himself or herself."""

LATER = {
    "signing_in.change_password",  # with the password that was
    "submitting.receipt",  # after submission
    "submitting.receipt_in_words",
    "packs.asking_again.asked_before",  # of a pack that was built
    "comparing.still_released.check_still_released",  # with what a page showed
}
OF_ANALYSTS = {Permission.COMPARE, Permission.FOLLOW_STATES}
OPTIONS = PackOptions(Audience.NATIONAL, "en", Classification.CONFIDENTIAL)
OVER_STATES = replace(OPTIONS, audience=Audience.REGIONAL, edition=Edition.SECRETARIAT)
"""What is asked of packs that are about no single assessment."""
PEOPLE = ("Amara", "Bilal", "Bruna", "Chiara", "Rosa", "Anan", "Otto", "Ada")


def public_functions() -> Iterator[tuple[str, Service]]:
    """Yield the public functions of the services, by the name of their module below the package and their own."""
    package = assessment.services
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        short = found.name.removeprefix(f"{package.__name__}.")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == found.name and not name.startswith("_"):
                yield f"{short}.{name}", function


def takes(function: Service, place: int) -> object:
    """Return the type of a parameter; None where there is none."""
    parameters = list(inspect.signature(function).parameters)
    return get_type_hints(function).get(parameters[place]) if place < len(parameters) else None


FUNCTIONS = dict(public_functions())
SERVICES = {
    name: function
    for name, function in FUNCTIONS.items()
    if takes(function, 1) is Caller and name != "workspace.desk"  # the door itself
}


def permissions_of(function: Service) -> set[Permission]:
    """Return the permissions under which a function opens desks, itself or through functions of its module."""
    module = importlib.import_module(function.__module__)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    found: set[Permission] = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            if call.func.id == "desk":
                permission = call.args[2]
                assert isinstance(permission, ast.Attribute), "name the permission where the desk is opened"
                found.add(Permission[permission.attr])
            else:
                called = getattr(module, call.func.id, None)
                if inspect.isfunction(called) and called is not function and called.__module__ == module.__name__:
                    found |= permissions_of(called)
    return found


@pytest.fixture
def given(office: Office) -> dict[str, Any]:
    """Return an argument for every name of a parameter; what they name is there, in Xenia's assessment."""
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    details = EvidenceDetails("Law", EvidenceKind.LAW)
    upload = Upload("law.txt", b"The law.")
    document = attach(office.workspace, amara, office.key, "policy.strategy", details, upload).evidence.id
    answers = [Answer(Status.ANSWERED, level) for level in range(2)]
    save_answer(office.workspace, amara, office.key, "policy.strategy", answers[0], seen=0)
    kept = save_answer(office.workspace, bilal, office.key, "policy.strategy", answers[1], seen=0)
    assert kept.second_version is not None
    return {
        "key": office.key,
        "of_set": StateSet(ALL_STATES, "All States", (office.key.state, office.yoria_key.state), "all"),
        "cycle": office.key.cycle,
        "before": office.last_key.cycle,
        "cycle_ids": (office.key.cycle,),
        "state": office.key.state,
        "states": None,
        "report": lambda _done: None,
        "values": Values.SELF_REPORTED,
        "data_id": "0" * 64,
        "question": "policy.strategy",
        "section": "policy",
        "answer": Answer(Status.ANSWERED, 2),
        "seen": 1,
        "version": kept.second_version.id,
        "keep_second": True,
        "details": details,
        "upload": upload,
        "file_name": "workbook.xlsx",
        "data": b"no workbook",
        "first": b"no workbook",
        "second": b"no workbook",
        "cells": {},
        "choices": {},
        "expected": "0" * 64,
        "begun": BegunImport("workbook.xlsx", File(b"no workbook"), ""),
        "evidence": document,
        "text": "Is this so?",
        "node": "policy",
        "domain": "policy",
        "changes": {"policy.law": "yes"},
        "level": Release.NAMED,
        "confirmation": "Xenia",
        "ministry": office.ministries["Ministry of Justice"].id,
        "account": office.accounts["Bruna"],
        "name": "Ministry of Education",
        "sign_in_name": "new@example.org",
        "role": Role.FOCAL_POINT,
        "language": "en",
        "options": OPTIONS,
        "state_set": ALL_STATES,
        "audience": Audience.REGIONAL,
        "pack": "1" * 32,
        "request": PackRequest(office.key.cycle, office.key.state, OPTIONS),
        "export": Export(
            pack="1" * 32,
            made_at=FRAME.made_at,
            account=None,
            role="analyst",
            audience=Audience.REGIONAL,
            edition=Edition.SECRETARIAT,
            subject=ALL_STATES,
            cycle=office.key.cycle,
            language="en",
            classification=Classification.CONFIDENTIAL,
            snapshot="",
            file_digest="",
        ),
        "issued": {},
        "built": BuiltPack(FRAME, "pack.xlsx", b"a pack", (), {}),
        "order": "1",
        "patience": 60.0,
        "old": "a password that was",
        "new": "a password to come",
    }


def call(office: Office, function: Service, caller: Caller, given: dict[str, Any]) -> Any:
    """Call a service; parameters with a default keep it."""
    arguments: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(function).parameters.items())[2:]:
        if parameter.default is inspect.Parameter.empty:
            assert name in given, f"tell this test what to give {function.__name__} as {name}"
            arguments[name] = given[name]
    if "options" in arguments and "key" not in arguments:
        arguments["options"] = OVER_STATES
    places = {name: parameter.kind for name, parameter in inspect.signature(function).parameters.items()}
    keywords = {name: value for name, value in arguments.items() if places[name] is inspect.Parameter.KEYWORD_ONLY}
    plain = [value for name, value in arguments.items() if name not in keywords]
    return function(office.workspace, caller, *plain, **keywords)


def is_denied(office: Office, function: Service, name: str) -> bool:
    """Tell whether a person may not do what a function does to Xenia's assessment, its section `policy`."""
    person = office.person(name)
    of_an_object = len([p for p in inspect.signature(function).parameters.values() if p.default is p.empty]) > 2
    return not all(
        may(
            person,
            permission,
            state=office.key.state if of_an_object else person.state,
            section="policy",
            assigned={"policy"} if name == "Bilal" else frozenset(),
        )
        for permission in permissions_of(function)
    )


def insider(office: Office, function: Service) -> str:
    """Return who must be let in: the focal point, or the analyst where that is no matter for officials."""
    return "Anan" if permissions_of(function) & OF_ANALYSTS else "Amara"


def written(office: Office) -> tuple[int, str]:
    with office.workspace.database.reading() as connection:
        return log.head(connection)


@pytest.mark.parametrize("name", SERVICES)
def test_nobody_who_is_not_signed_in_gets_anywhere(office: Office, given: dict[str, Any], name: str):
    unknown, ended, over = Caller("f" * 64), office.caller("Amara"), Caller("e" * 64)
    with office.workspace.database.writing() as connection:
        now = office.clock.now
        sessions.end(connection, ended.session, now)
        sessions.begin(connection, over.session, office.accounts["Amara"], now, expires_at=now)
    before = written(office)

    for caller in (unknown, Caller(""), ended, over):
        with pytest.raises(SignedOutError):
            call(office, SERVICES[name], caller, given)

    assert written(office) == before


@pytest.mark.parametrize("name", [name for name in SERVICES if name.split(".")[-1] not in OF_THE_OWN_SESSION])
def test_strangers_and_other_roles_are_denied_and_nothing_is_written(
    office: Office, given: dict[str, Any], name: str
):
    function = SERVICES[name]
    assert permissions_of(function), "every service opens a desk under a permission"
    before = written(office)

    denied = [person for person in PEOPLE if is_denied(office, function, person)]
    for person in denied:
        with pytest.raises(DeniedError):
            call(office, function, office.caller(person), given)

    assert written(office) == before
    assert insider(office, function) not in denied


@pytest.mark.parametrize(
    "name", [name for name, function in SERVICES.items() if "key" in inspect.signature(function).parameters]
)
def test_other_assessments_and_those_that_are_not_there_look_the_same(
    office: Office, given: dict[str, Any], name: str
):
    before = written(office)

    for key in (office.yoria_key, AssessmentKey("1999", "XAA"), AssessmentKey("2026", "XZZ")):
        with pytest.raises(DeniedError, match=r"^not_found$"):
            call(office, SERVICES[name], office.caller("Amara"), given | {"key": key})

    assert written(office) == before


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - LATER))
def test_who_may_is_let_in(office: Office, given: dict[str, Any], name: str):
    # What the others are refused is there: no test above passes for want of something to find.
    refusal: Refusal | None = None
    try:
        call(office, SERVICES[name], office.caller(insider(office, SERVICES[name])), given)
    except Refusal as refused:
        refusal = refused

    assert not isinstance(refusal, SignedOutError | DeniedError)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_who_takes_a_workspace_takes_a_caller_or_a_desk(name: str):
    function = FUNCTIONS[name]
    if Workspace not in get_type_hints(function).values() or takes(function, 0) is not Workspace:
        return
    module = name.split(".", maxsplit=1)[0]
    listed = name in WITHOUT_CALLER or module in WITHOUT_CALLER
    assert listed or takes(function, 1) in {Caller, Desk, AssessmentDesk}, (
        f"{name} takes a workspace and no caller: anybody may call it"
    )


def test_the_walk_finds_the_services():
    assert {"answering.save_answer", "documenting.open_file", "history.restore"} <= SERVICES.keys()
