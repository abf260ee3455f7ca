"""Who exported what."""

from dataclasses import replace

import pytest

from assessment.core.pack import Audience
from assessment.errors import DeniedError
from assessment.services.packs.history import pack_history
from tests.services.packs.office_packs import OF_XENIA, OWN, export
from tests.workspaces import Office


def test_each_sees_the_packs_that_concern_them_the_newest_first(office: Office) -> None:
    export(office, "Amara")
    office.clock.move(minutes=5)
    export(office, "Bilal", replace(OF_XENIA, options=replace(OWN, audience=Audience.MINISTER)))

    def seen_by(name: str) -> list[tuple[str | None, str, str]]:
        return [
            (one.by, one.audience.value, one.subject)
            for one in pack_history(office.workspace, office.caller(name))
        ]

    both = [("Bilal", "minister", "Xenia"), ("Amara", "national", "Xenia")]
    for name in ("Amara", "Bilal", "Bruna"):
        assert seen_by(name) == both
    for name in ("Chiara", "Anan", "Otto"):
        assert seen_by(name) == []
    for name in ("Rosa", "Ada"):
        with pytest.raises(DeniedError):
            pack_history(office.workspace, office.caller(name))
