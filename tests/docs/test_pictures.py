"""The picture of the README shows what the program prints now, and is small."""

from tests.docs.pictures import PICTURE, picture


def test_the_picture_is_up_to_date() -> None:
    assert PICTURE.read_text("utf-8") == picture(), "run: make docs"


def test_the_picture_is_small_and_fetches_nothing() -> None:
    text = PICTURE.read_text("utf-8")
    assert len(text.encode()) < 60_000
    assert "url(http" not in text
