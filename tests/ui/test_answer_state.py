"""Which revision an open page from before a restart of the server has surely shown."""

import datetime as dt

from assessment.core.person import Person, Role
from assessment.core.revision import ResponseRecord
from assessment.ui.components.answer_state import surely_seen

SIGNED_IN = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
AMARA = Person(1, "Amara", Role.FOCAL_POINT, "XAA", signed_in_at=SIGNED_IN)


def record(by: str, at: dt.datetime | None) -> ResponseRecord:
    return ResponseRecord("policy.strategy", 3, changed_by=by, changed_at=at)


def test_what_stood_at_the_sign_in__was_shown():
    assert surely_seen(record("Bilal", SIGNED_IN - MINUTE), AMARA) == 3


def test_what_the_person_wrote__was_shown():
    assert surely_seen(record("Amara", SIGNED_IN + MINUTE), AMARA) == 3


def test_what_a_colleague_wrote_since__may_not_have_been_shown():
    assert surely_seen(record("Bilal", SIGNED_IN + MINUTE), AMARA) == 0
