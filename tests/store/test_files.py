import contextlib
import hashlib
import io
import os
import stat
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import StorageError, UnacceptableError
from assessment.store.file_names import cleaned_name, ending
from assessment.store.file_types import ENDINGS
from assessment.store.files import EvidenceFiles

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)
LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MAIN = {
    "docx": ("word/document.xml", ENDINGS["docx"]),
    "xlsx": ("xl/workbook.xml", ENDINGS["xlsx"]),
    "pptx": ("ppt/presentation.xml", ENDINGS["pptx"]),
}


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(kind: str, **more: bytes | str) -> bytes:
    part, media_type = MAIN[kind]
    types = f'<Types><Override PartName="/{part}" ContentType="{media_type}.main+xml"/></Types>'
    return zipped(
        {"[Content_Types].xml": types, part: "<x/>"} | {k.replace("__", "/"): v for k, v in more.items()}
    )


def open_document(kind: str, more: dict[str, bytes | str] | None = None) -> bytes:
    return zipped({"mimetype": ENDINGS[kind], "content.xml": "<x/>", **(more or {})})


TAKEN = {
    "pdf": PDF,
    "png": PNG,
    "jpg": JPEG,
    "jpeg": JPEG,
    **{kind: office(kind) for kind in MAIN},
    **{kind: open_document(kind) for kind in ("odt", "ods", "odp")},
    "txt": "Décret n° 12\r\n\tنص\n".encode(),
    "csv": b"\xef\xbb\xbfstate;officers\nXAA;12\n",
}


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    return EvidenceFiles(tmp_path / "evidence", limit_mb=1)


def refusal(files: EvidenceFiles, content: bytes, name: str) -> str:
    with pytest.raises(UnacceptableError) as refused:
        files.put(io.BytesIO(content), name)
    assert list(files.folder.iterdir()) == []
    return refused.value.code


@pytest.mark.parametrize("kind", TAKEN)
def test_a_file_is_kept_under_the_digest_of_its_content(files: EvidenceFiles, kind: str) -> None:
    file = files.put(io.BytesIO(TAKEN[kind]), f"The paper.{kind.upper()}")
    assert (file.name, file.media_type, file.size) == (
        f"The paper.{kind.upper()}",
        ENDINGS[kind],
        len(TAKEN[kind]),
    )
    assert file.digest == hashlib.sha256(TAKEN[kind]).hexdigest()
    path = files.path(file.digest)
    assert path.read_bytes() == TAKEN[kind]
    assert path.relative_to(files.folder).parts == (file.digest[:2], file.digest[2:])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700


def test_every_ending_is_tried() -> None:
    assert set(TAKEN) == set(ENDINGS)


def test_the_same_content_is_stored_once(files: EvidenceFiles) -> None:
    first, second = (files.put(io.BytesIO(PDF), name) for name in ("a.pdf", "b.pdf"))
    assert first.digest == second.digest
    assert (first.name, second.name) == ("a.pdf", "b.pdf")
    assert files.digests() == [first.digest]
    assert [path for path in files.folder.rglob("*") if path.is_file()] == [files.path(first.digest)]


@pytest.mark.parametrize(("kind", "other"), [(a, b) for a in TAKEN for b in TAKEN if ENDINGS[a] != ENDINGS[b]])
def test_content_that_does_not_fit_the_ending_is_refused(files: EvidenceFiles, kind: str, other: str) -> None:
    if (kind, other) not in {("txt", "csv"), ("csv", "txt")}:
        assert refusal(files, TAKEN[kind], f"paper.{other}") == "evidence_type"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00\x03" + bytes(100), "paper.pdf"),
        (b"MZ\x90\x00\x03" + bytes(100), "setup.exe"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "paper.txt"),
        (b"#!/bin/sh\nrm -rf /\n", "paper.txt"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.png"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.svg"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><script>alert(1)</script>", "paper.txt"),
        (b"<html>", "paper.html"),
        (b"text\x00text", "paper.txt"),
        (b"caf\xe9", "paper.txt"),
        (b"cut \xe2\x82", "paper.txt"),
        (LEGACY, "paper.doc"),
        (LEGACY, "paper.docx"),
        (PDF, "paper"),
        (PDF, "paper.pdf.exe"),
        (b"x" + PDF, "paper.pdf"),
        (zipped({"a.txt": "x"}), "paper.docx"),
        (zipped({"a.txt": "x"}), "paper.zip"),
        (b"PK\x03\x04" + bytes(200), "paper.docx"),
        (office("docx")[:-30], "paper.docx"),
        (office("docx", **{"xl__workbook.xml": "x"}), "paper.xlsx"),
        (office("docx", **{"..__..__evil": "x"}), "paper.docx"),
        (office("docx", **{"__etc__passwd": "x"}), "paper.docx"),
        (zipped({f"{i}": "" for i in range(2001)}), "paper.docx"),
        (zipped({"mimetype": "application/x-evil", "content.xml": ""}), "paper.odt"),
        (zipped({"mimetype": "x" * (5 << 20), "content.xml": ""}), "paper.odt"),
    ],
)
def test_other_kinds_are_refused(files: EvidenceFiles, content: bytes, name: str) -> None:
    assert refusal(files, content, name) == "evidence_type"


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    bomb = office("xlsx", **{f"xl__{i}": bytes(60 << 20) for i in range(9)})
    assert len(bomb) < 1 << 20
    assert refusal(EvidenceFiles(tmp_path / "evidence", limit_mb=1), bomb, "paper.xlsx") == "evidence_type"


RELATION = (
    '<Relationships><Relationship Id="1" Type="http://x/relationships/{}" Target="{}" TargetMode="External"/>'
)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (PDF.replace(b"/Root", b"/Encrypt 2 0 R /Root"), "paper.pdf", "evidence_encrypted"),
        (LEGACY + "EncryptedPackage".encode("utf-16-le"), "paper.docx", "evidence_encrypted"),
        (
            open_document("odt", {"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
            "paper.odt",
            "evidence_encrypted",
        ),
        (office("docx", **{"word__vbaProject.bin": "x"}), "paper.docx", "evidence_macros"),
        (office("xlsx", **{"xl__macrosheets__sheet1.xml": "x"}), "paper.xlsx", "evidence_macros"),
        (office("pptx", **{"ppt__activeX__x.bin": "x"}), "paper.pptx", "evidence_macros"),
        (office("docx", **{"word__embeddings__oleObject1.bin": "x"}), "paper.docx", "evidence_macros"),
        (open_document("odt", {"Basic/Standard/Module1.xml": "x"}), "paper.odt", "evidence_macros"),
        (office("xlsx", **{"xl__externalLinks__externalLink1.xml": "x"}), "paper.xlsx", "evidence_external"),
        (
            office("docx", **{"word___rels__settings.xml.rels": RELATION.format("attachedTemplate", "http://x")}),
            "paper.docx",
            "evidence_external",
        ),
    ],
)
def test_what_is_locked_or_active_is_refused(files: EvidenceFiles, content: bytes, name: str, code: str) -> None:
    assert refusal(files, content, name) == code


def test_an_encrypted_member_is_refused(files: EvidenceFiles) -> None:
    content = bytearray(office("docx"))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(magic)
        content[at + flags] |= 1
    assert refusal(files, bytes(content), "paper.docx") == "evidence_encrypted"


def test_links_to_read_on_and_charts_are_no_harm(files: EvidenceFiles) -> None:
    link = RELATION.format("hyperlink", "https://example.org")
    more: dict[str, bytes | str] = {"word___rels__d.rels": link, "word__embeddings__Sheet1.xlsx": office("xlsx")}
    content = office("docx", **more)
    assert files.put(io.BytesIO(content), "paper.docx").media_type == ENDINGS["docx"]


def test_an_empty_and_an_endless_file_are_refused(files: EvidenceFiles) -> None:
    assert refusal(files, b"", "paper.pdf") == "evidence_empty"
    read = 0

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            nonlocal read
            read += size
            return b"%PDF-" + bytes(size - 5)

    with pytest.raises(UnacceptableError) as refused:
        files.put(Endless(), "paper.pdf")  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.values) == ("evidence_too_large", {"limit_mb": 1})
    assert read <= 3 << 20
    assert list(files.folder.iterdir()) == []


def test_a_file_at_the_limit_is_taken(files: EvidenceFiles) -> None:
    content = PDF + bytes((1 << 20) - len(PDF))
    assert files.put(io.BytesIO(content), "a.pdf").size == 1 << 20


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63, f"{'0' * 64}\n", "0" * 65])
def test_only_a_digest_leads_to_a_file(files: EvidenceFiles, digest: str) -> None:
    with pytest.raises(ValueError, match="is no digest"):
        files.path(digest)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\paper.pdf", "paper.pdf"),
        ("pa\x00per\n\t 2.pdf", "paper 2.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("e\u0301tude.pdf", "\xe9tude.pdf"),
        (" .. ", "document"),
        ("", "document"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
        ("x" * 300, "x" * 255),
    ],
)
def test_names_are_made_harmless(name: str, clean: str) -> None:
    assert cleaned_name(name) == clean


@given(st.text())
def test_any_name_becomes_a_harmless_one(name: str) -> None:
    clean = cleaned_name(name)
    assert 0 < len(clean) <= 255
    assert not set(clean) & set('/\\<>:"|?*\x00\n\r')
    assert clean not in {".", ".."}
    assert cleaned_name(clean) == clean
    clean.encode()


def test_the_ending_is_what_stands_after_the_last_dot() -> None:
    assert [ending(name) for name in ("a.PDF", "a.b.c", "a", ".txt", "a.")] == ["pdf", "c", "", "txt", ""]


@pytest.mark.parametrize("seed", range(30))
def test_no_damage_to_a_document_makes_anything_but_a_refusal(files: EvidenceFiles, seed: int) -> None:
    chance = np.random.default_rng(seed)
    for kind, content in TAKEN.items():
        damaged = bytearray(content)
        for _ in range(5):
            damaged[chance.integers(len(damaged))] = int(chance.integers(256))
        with contextlib.suppress(UnacceptableError):
            files.put(io.BytesIO(bytes(damaged)), f"paper.{kind}")


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "tiny"
    folder.mkdir()
    if os.geteuid() != 0 or os.system(f"mount -t tmpfs -o size=64k tmpfs {folder} 2>/dev/null") != 0:  # noqa: S605
        pytest.skip("mounting a tiny disk needs root")
    yield folder
    os.system(f"umount {folder}")  # noqa: S605


def test_a_full_disk_is_said_and_leaves_nothing(full_disk: Path) -> None:
    files = EvidenceFiles(full_disk / "evidence")
    with pytest.raises(StorageError) as refused:
        files.put(io.BytesIO(PDF + bytes(200_000)), "a.pdf")
    assert refused.value.code == "disk_full"
    assert list(files.folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError) as refused:
        EvidenceFiles(tmp_path / "file" / "evidence").put(io.BytesIO(PDF), "a.pdf")
    assert refused.value.code == "storage_failed"
