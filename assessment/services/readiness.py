"""Whether the application can serve: the database is current, and somebody and some content are there."""

from assessment.core.person import Role
from assessment.errors import SettingsError
from assessment.services.workspace import Workspace
from assessment.store import accounts, cycles
from assessment.store.migrations import is_current, upgrade


def check_ready(workspace: Workspace) -> None:
    """Raise SettingsError, StorageError or ContentError when people cannot be served."""
    if not is_current(workspace.database):
        raise SettingsError(
            "The database has not the tables of this version; run: python -m assessment db upgrade"
        )
    with workspace.database.reading() as connection:
        newest = cycles.newest(connection)
        if not accounts.count_active(connection, Role.ADMINISTRATOR):
            raise SettingsError("There is no administrator yet; run: python -m assessment users add --help")
    if newest is not None:
        workspace.content.instrument(newest.questionnaire, newest.version)


def is_unused(workspace: Workspace) -> bool:
    """Tell whether nothing has been put into the database, making its tables first."""
    upgrade(workspace.database)
    with workspace.database.reading() as connection:
        return cycles.newest(connection) is None and not accounts.all_accounts(connection)
