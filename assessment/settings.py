"""How the service is set up: environment variables that begin with ASSESSMENT_.

With none of them the application runs in training mode.
"""

import contextlib
import difflib
import ipaddress
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assessment.errors import SettingsError

PREFIX = "ASSESSMENT_"
ROOT = Path(__file__).resolve().parents[1]
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_SECRET = 32


class Settings(BaseSettings):
    """What the environment says; each description completes "write …" when a value cannot be used."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", hide_input_in_errors=True)

    database_url: SecretStr | None = Field(
        default=None, description="postgresql://user:password@host/name or sqlite:////folder/file.sqlite3"
    )
    data_folder: Path = Field(default=ROOT / "data", description="the path of a folder that only the service uses")
    content_folder: Path = Field(default=ROOT / "questionnaires", description="the path of the folder of content")
    secret: SecretStr | None = Field(default=None, description=f"at least {SHORTEST_SECRET} random characters")
    https: bool = Field(default=False, description="true where people reach the service by https, else false")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="the names that people reach the service by, with commas between"
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="the IP addresses of the reverse proxies in front, with commas between"
    )
    training_beyond_loopback: bool = Field(
        default=False, description="true only if others shall reach the training mode over the network, else false"
    )
    pseudo_language: bool = Field(default=False, description="true to offer the made-up language, else false")
    max_upload_mb: int = Field(default=20, ge=1, le=200, description="a whole number of megabytes from 1 to 200")

    @field_validator("allowed_hosts", "trusted_proxies", mode="before")
    @classmethod
    def _parts(cls, value: object) -> object:
        """Split a list with commas."""
        return (
            tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
        )

    @field_validator("data_folder", "content_folder")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        """Make a folder independent of where the process goes."""
        return folder.absolute()

    @field_validator("allowed_hosts")
    @classmethod
    def _host_names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse what is no name of a host."""
        if any(set(host) & set("/ *?#@") for host in hosts):
            raise ValueError("not the name of a host")
        return tuple(host.lower() for host in hosts)

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse what is no IP address."""
        return tuple(str(ipaddress.ip_address(proxy)) for proxy in proxies)

    @field_validator("secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr | None) -> SecretStr | None:
        """Refuse a short secret."""
        if secret is not None and len(secret.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError("too short")
        return secret

    @property
    def training(self) -> bool:
        """Tell whether this is the training mode: there is no database of a real service."""
        return self.database_url is None

    @property
    def database_url_or_training_file(self) -> str:
        """Return the URL of the database; a file in the data folder in training mode."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_folder / 'training.sqlite3'}"

    @property
    def served_hosts(self) -> tuple[str, ...]:
        """Return the names that requests may be addressed to, without ports; empty means any."""
        if self.allowed_hosts or (self.training and self.training_beyond_loopback):
            return self.allowed_hosts
        return LOOPBACK_NAMES


def load_settings(**given: Any) -> Settings:
    """Return the settings of the environment, with given ones before them.

    Raise SettingsError for a name or a value that cannot be used.
    """
    _refuse_unknown(os.environ)
    try:
        return Settings(**given)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        field = Settings.model_fields.get(name)
        wanted = field.description if field else "nothing: there is no such setting"
        raise SettingsError(f"{PREFIX}{name.upper()} cannot be used; write {wanted}.") from None


def refuse_unfit_for_service(settings: Settings) -> None:
    """Raise SettingsError when a real service lacks a setting that only the training mode can do without."""
    if settings.training:
        return
    for name in ("secret", "allowed_hosts"):
        if not getattr(settings, name):
            wanted = Settings.model_fields[name].description
            raise SettingsError(f"{PREFIX}{name.upper()} is not set, and a service needs it; write {wanted}.")


def signing_secret(settings: Settings) -> str:
    """Return the secret that forms are signed with; in training mode one that is made once per data folder.

    Raise SettingsError when there is none or its file cannot be used.
    """
    if settings.secret is not None:
        return settings.secret.get_secret_value()
    refuse_unfit_for_service(settings)
    path = settings.data_folder / "secret"
    try:
        settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            _write_once(path, secrets.token_urlsafe(48))
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it holds other characters than it should"
        raise SettingsError(
            f"{path} cannot be used ({reason}); set {PREFIX}DATA_FOLDER to another folder."
        ) from None
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError(f"{path} holds no whole secret; delete it, and a new one is made.")
    return secret


def _write_once(path: Path, text: str) -> None:
    """Write a file that only its owner may read; raise FileExistsError where there is one."""
    whole = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT, stat.S_IRUSR | stat.S_IWUSR), "w") as file:
            file.write(text)
        # Two processes that start at once must agree on one secret: linking fails where the name is taken.
        os.link(whole, path)
    finally:
        whole.unlink(missing_ok=True)


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """Raise SettingsError for a variable that looks like a setting and is none: it may be one that is misspelt."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), sorted(known), n=1)
            advice = f"write {near[0]}" if near else f"choose among {', '.join(sorted(known))}"
            raise SettingsError(f"{name} is no setting; {advice} or remove it.")
