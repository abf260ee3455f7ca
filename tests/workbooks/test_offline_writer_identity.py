"""What an offline questionnaire says that it is, and that nothing else is in it."""

import hashlib
import io
import json
import zipfile

import pytest

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.workbooks.offline.layout import FORMAT, IDENTITY_MARK, OfflineIdentity
from tests.workbooks.offline_files import ANSWERS, entries, opened, package, section_sheets, written


def identity_in(data: bytes) -> OfflineIdentity:
    sheet = opened(data)["identity"]
    pieces = [cell.value for cell in sheet["A"][1:] if cell.value]
    return OfflineIdentity.model_validate_json("".join(pieces))


def test_identity_says_what_was_sent_out():
    data = written(package(), ANSWERS, frame={"ministry": "Ministry of Justice"})
    book = opened(data)

    identity = identity_in(data)

    sheet = book["identity"]
    assert sheet.sheet_state == "veryHidden"
    assert sheet["A1"].value == IDENTITY_MARK
    canonical = json.dumps(
        identity.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert sheet["B1"].value == hashlib.sha256(canonical.encode()).hexdigest() == identity.digest
    assert identity.format == FORMAT
    assert (identity.id, identity.state, identity.state_name) == ("0123456789abcdef" * 2, "XAA", "Xenia")
    assert (identity.cycle, identity.questionnaire, identity.version) == ("2026", "trial", "1")
    assert (identity.content_digest, identity.language, identity.ministry) == (
        "ab" * 32,
        "en",
        "Ministry of Justice",
    )
    assert identity.issued_at == "2026-05-04T09:00:00+00:00"
    assert identity.sections == ("first", "second")
    assert {name: (sent.revision, sent.code) for name, sent in identity.sent.items() if sent.revision} == {
        "level": (1, "2+"),
        "choice": (1, "DK"),
        "ticked": (1, "one; three"),
        "count": (1, "12.5"),
        "day": (1, "2025-03-01"),
        "words": (1, "In two provinces."),
        "is": (1, "NA: No such body."),
    }
    assert len(identity.sent) == 16


def test_a_long_identity_comes_back_from_its_pieces():
    name = 'Xenia _x0041_ = "quoted" \\ \u2028 😀 ' * 3000

    identity = identity_in(written(package(), ANSWERS, frame={"national_label": "", "ministry": name}))

    assert identity.ministry == name


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "a\x00b\x0bc", "_x0041_", "😀" * 20_000]
)
def test_what_people_wrote_never_becomes_a_formula(text: str):
    answers = {"level": Answer(Status.ANSWERED, 1, explanation=text), "words": text}
    book = opened(written(package(), answers, frame={"ministry": text, "issued_by": text}))

    for key in (("level", "explanation"), ("words", "answer")):
        cell = entries(book)[key]
        assert cell.data_type == "s"
        assert str(cell.value)[:1] == text[:1]
    for sheet in book.worksheets:
        formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert not any("cmd" in str(formula) or "SUM(A1)" in str(formula) for formula in formulas)


def test_only_what_was_chosen_is_in_the_file():
    answers = ANSWERS | {"words": "A secret of the first section.", "any": 3}

    data = written(package(), answers, sections=("second",))

    book = opened(data)
    assert [sheet.title for sheet in section_sheets(book)] == ["2 Second"]
    assert set(identity_in(data).sent) == {"is", "is_not", "any_of", "none_of", "at_least", "since", "answered",
                                           "not_answered", "all", "any"}  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        everything = b"".join(file.read(name) for name in file.namelist()).decode("utf-8", "replace")
    assert "A secret" not in everything
    assert "Decree 12" not in everything
