"""Migrations: the steps from an empty database to the tables of today."""

from assessment.store.migrations.steps import is_current, upgrade, version

__all__ = ["is_current", "upgrade", "version"]
