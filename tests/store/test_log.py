import datetime as dt
import hashlib
import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.canonical_json import canonical_json
from assessment.core.log_entry import Happening, chain
from assessment.store import log
from assessment.store.integrity import verify
from tests.store.conftest import NOON, Filled

BEGUN = Happening("session.begun", "amara", NOON)


def test_an_entry_holds_the_digest_of_the_one_before(filled: Filled) -> None:
    saved = Happening("x.y", "z", NOON, filled.amara, "XAA", "2026", {"n": 1, "a": ["é", None]})
    with filled.database.writing() as connection:
        number, digest = log.head(connection)
        first = log.append(connection, BEGUN)
        second, third = log.append_all(connection, [saved, BEGUN])
        assert log.append_all(connection, []) == []
    assert (first.number, first.previous) == (number + 1, digest)
    assert (second.previous, third.previous) == (first.digest, second.digest)
    with filled.database.reading() as connection:
        assert list(log.entries(connection, after=number)) == [first, second, third]
        assert list(log.entries(connection, after=number + 2)) == [third]
        assert log.head(connection) == (number + 3, third.digest)


def test_the_digest_is_what_the_documents_say() -> None:
    """Anybody can compute it again from the columns."""
    at = dt.datetime(2026, 5, 4, 14, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    entry = chain(7, Happening("x.y", "z", at, 3, "XAA", "2026", {"b": 1, "a": "é"}), "0" * 64)
    content = (
        '{"account":3,"action":"x.y","at":"2026-05-04T12:00:00.000000+00:00","cycle":"2026",'
        '"details":{"a":"é","b":1},"number":7,"previous":"' + "0" * 64 + '","state":"XAA","subject":"z"}'
    )
    assert entry.digest == hashlib.sha256(content.encode()).hexdigest()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), json_values))
def test_canonical_json_is_the_same_after_reading(content: dict[str, object]) -> None:
    assert canonical_json(json.loads(canonical_json(content))) == canonical_json(content)


def test_canonical_json_refuses_what_json_has_no_word_for() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json({"score": float("nan")})


def test_many_who_log_at_once_make_one_chain(filled: Filled) -> None:
    with filled.database.reading() as connection:
        begin, _ = log.head(connection)

    def work() -> None:
        for _ in range(10):
            with filled.database.writing() as connection:
                log.append(connection, BEGUN)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with filled.database.reading() as connection:
        numbers = [entry.number for entry in log.entries(connection, after=begin)]
    assert numbers == list(range(begin + 1, begin + 41))
    assert verify(filled.database, filled.files) == []
