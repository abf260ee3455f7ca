"""The start of the application: settings, database, and in training mode invented data on first use."""

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from assessment.errors import AssessmentError, SettingsError, StorageError
from assessment.services.readiness import check_ready, is_unused
from assessment.services.training import fill
from assessment.services.workspace import Workspace, open_workspace
from assessment.settings import PREFIX, Settings, load_settings, refuse_unfit_for_service, signing_secret
from assessment.web.application import Application, build
from assessment.web.requests import is_loopback
from assessment.web.shell import read_shell
from assessment.web.shell_pages import PagesOf
from assessment.web.site import Site
from assessment.web.uploads import Pages

P = ParamSpec("P")
R = TypeVar("R")

TRAINING_REGISTER = "training_states.yaml"
TRAINING_PACKAGE = "ct-tech"

LOG = logging.getLogger("assessment.start")


@dataclass(frozen=True, eq=False)
class Started:
    """The application, ready to be served, with the settings and the workspace that it was started with."""

    application: Application
    settings: Settings
    workspace: Workspace


def ends_in_one_sentence(begin: Callable[P, R]) -> Callable[P, R]:
    """End the process with a sentence, and no more, when it cannot start."""

    @wraps(begin)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return begin(*args, **kwargs)
        except StorageError as error:
            advice = f"check {PREFIX}DATABASE_URL, and that the database runs and has room"
            sys.exit(f"The application cannot start. The database cannot be used ({error.code}); {advice}.")
        except AssessmentError as error:
            sys.exit(f"The application cannot start. {error}")

    return wrapped


@ends_in_one_sentence
def start(address: str | None, index: Path, pages: Pages, pages_of: PagesOf) -> Started:
    """Prepare what serving needs.

    `address` is where the server listens; `index` is Streamlit's page; `pages` are those that will be open;
    `pages_of` names those that each role has.
    """
    _write_log()
    settings = load_settings()
    refuse_unfit_for_service(settings)
    refuse_open_training(settings, address)
    shell = read_shell(index)
    site = Site(settings, open_workspace(settings), signing_secret(settings))
    if settings.training:
        _fill_when_unused(site.workspace, settings.content_folder)
    check_ready(site.workspace)
    return Started(build(site, shell, pages, pages_of), settings, site.workspace)


def refuse_open_training(settings: Settings, address: str | None) -> None:
    """Raise SettingsError when the training mode would be reached from other computers and nobody meant that."""
    if settings.training and not settings.training_beyond_loopback and not is_loopback(address):
        raise SettingsError(
            f"Training mode lets anybody sign in, so it listens on 127.0.0.1 only, "
            f"not on {address or 'all addresses'}; "
            f"set {PREFIX}TRAINING_BEYOND_LOOPBACK=true if others shall reach it."
        )


def _fill_when_unused(workspace: Workspace, content: Path) -> None:
    if is_unused(workspace):
        LOG.info("Filling a fresh database with invented States and answers ...")
        began = time.perf_counter()
        fill(workspace, content / TRAINING_REGISTER, content / TRAINING_PACKAGE)
        LOG.info("Filled in %.1f s", time.perf_counter() - began)


def _write_log() -> None:
    logger = logging.getLogger("assessment")
    if not logger.handlers:
        handler = logging.StreamHandler()
        formatter = logging.Formatter("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")
        formatter.converter = time.gmtime
        handler.setFormatter(formatter)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
