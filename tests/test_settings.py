import os
import stat
from pathlib import Path

import pytest

from assessment.errors import SettingsError
from assessment.settings import ROOT, load_settings, refuse_unfit_for_service, signing_secret

SECRET = "x" * 40


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("ASSESSMENT_"):
            monkeypatch.delenv(name)


def test_without_any_setting_it_is_the_training_mode_on_this_computer() -> None:
    settings = load_settings()
    assert settings.training
    assert settings.database_url_or_training_file == f"sqlite:///{ROOT / 'data' / 'training.sqlite3'}"
    assert settings.served_hosts == ("localhost", "127.0.0.1", "[::1]")


def test_a_database_makes_it_a_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSMENT_DATABASE_URL", "postgresql://me:hidden@db/name")
    settings = load_settings()
    assert not settings.training
    assert settings.database_url_or_training_file == "postgresql://me:hidden@db/name"
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("MAX_UPLOAD_MB", "many", "a whole number of megabytes from 1 to 200"),
        ("MAX_UPLOAD_MB", "0", "a whole number of megabytes from 1 to 200"),
        ("HTTPS", "perhaps", "true where people reach the service by https, else false"),
        ("SECRET", "short", "at least 32 random characters"),
        ("TRUSTED_PROXIES", "10.0.0", "the IP addresses of the reverse proxies in front, with commas between"),
        ("ALLOWED_HOSTS", "https://a.example", "the names that people reach the service by, with commas between"),
    ],
)
def test_a_value_that_cannot_be_used_gives_one_sentence_that_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, advice: str
) -> None:
    monkeypatch.setenv(f"ASSESSMENT_{name}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value) == f"ASSESSMENT_{name} cannot be used; write {advice}."


def test_a_misspelt_setting_is_refused_because_it_would_mean_the_training_mode(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSESSMENT_DATABSE_URL", "postgresql://db/name")
    with pytest.raises(SettingsError, match="write ASSESSMENT_DATABASE_URL or remove it"):
        load_settings()


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSMENT_ALLOWED_HOSTS", "A.example.org, b.example.org,")
    monkeypatch.setenv("ASSESSMENT_TRUSTED_PROXIES", "10.0.0.5,::1")
    settings = load_settings()
    assert settings.allowed_hosts == ("a.example.org", "b.example.org")
    assert settings.trusted_proxies == ("10.0.0.5", "::1")


def test_folders_do_not_depend_on_where_the_process_goes_later(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings(data_folder="mine")
    monkeypatch.chdir("/")
    assert settings.data_folder == tmp_path / "mine"


@pytest.mark.parametrize("missing", ["secret", "allowed_hosts"])
def test_a_service_needs_what_training_can_do_without(missing: str) -> None:
    given = {"database_url": "postgresql://db/name", "secret": SECRET, "allowed_hosts": "a.example.org"}
    refuse_unfit_for_service(load_settings(**given))
    with pytest.raises(SettingsError, match=f"ASSESSMENT_{missing.upper()} is not set"):
        refuse_unfit_for_service(
            load_settings(**{name: value for name, value in given.items() if name != missing})
        )


def test_training_makes_a_secret_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = load_settings(data_folder=tmp_path / "data")
    secret = signing_secret(settings)
    assert len(secret) >= 32
    assert signing_secret(settings) == secret
    file = tmp_path / "data" / "secret"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [one.name for one in file.parent.iterdir()] == ["secret"]
    assert signing_secret(load_settings(data_folder=tmp_path / "other")) != secret


def test_a_broken_secret_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short")
    with pytest.raises(SettingsError, match="holds no whole secret"):
        signing_secret(load_settings(data_folder=tmp_path))


def test_a_folder_that_cannot_be_used_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="set ASSESSMENT_DATA_FOLDER to another folder"):
        signing_secret(load_settings(data_folder=tmp_path / "file"))


def test_the_secret_of_a_service_is_the_one_that_was_set() -> None:
    settings = load_settings(database_url="postgresql://db/name", secret=SECRET, allowed_hosts="a.example.org")
    assert signing_secret(settings) == SECRET
