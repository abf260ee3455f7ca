"""Links in the documentation lead somewhere, and no file names a developer's machine or a registry."""

import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *(path for path in (ROOT / "README.md", ROOT / "CHANGELOG.md") if path.is_file()),
    *sorted((ROOT / "docs").rglob("*.md")),
]

FENCED_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1[`~]*\s*$", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
LINK_IN_HEADING = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
NAMED_ANCHOR = re.compile(r"<[^>]+\b(?:id|name)=[\"']([^\"']+)[\"']")
LINKS = (
    re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'(][^)]*)?\s*\)"),  # [text](target "title")
    re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:\s*<?([^\s>]+)", re.MULTILINE),  # [name]: target
    re.compile(r"<(?:a|img)\b[^>]*\b(?:href|src)=[\"']([^\"']+)[\"']"),
)
WITH_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)

MACHINE_PATH = re.compile(r"(?<![\w.-])/(?:" + "|".join(("work", "home", "root", "Users")) + r")/")
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("anaconda", "org"),
        ("crates", "io"),
    )
]


def prose(text: str) -> str:
    return COMMENT.sub("", INLINE_CODE.sub("", FENCED_CODE.sub("", text)))


def targets(document: Path) -> list[str]:
    text = prose(document.read_text("utf-8"))
    return [target for pattern in LINKS for target in pattern.findall(text)]


@cache
def anchors(document: Path) -> frozenset[str]:
    """The anchors of a Markdown file, named as GitHub and GitLab name them."""
    text = COMMENT.sub("", FENCED_CODE.sub("", document.read_text("utf-8")))
    found = set(NAMED_ANCHOR.findall(text))
    seen: Counter[str] = Counter()
    for heading in HEADING.findall(text):
        words = LINK_IN_HEADING.sub(r"\1", heading).strip().lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return frozenset(found)


def fault(document: Path, target: str) -> str | None:
    path, _, anchor = unquote(target).partition("#")
    if path.startswith("/"):
        return "is absolute: make it relative"
    destination = (document.parent / path) if path else document
    if not destination.exists():
        return "leads to no file"
    if anchor and destination.suffix == ".md" and anchor not in anchors(destination):
        return "leads to no heading"
    return None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(document: Path) -> None:
    relative = [target for target in targets(document) if not WITH_SCHEME.match(target)]
    faults = [f"{target} {what}" for target in relative if (what := fault(document, target))]
    assert not faults, faults


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text(
        "# One `two` & [three](page.md)\n## Same\n## Same\n"
        "[a](#one-two--three) [b](page.md#same-1 'title') ![c](gone.png) [d](#same-2) `[e](code.md)` [f]\n\n"
        "```\n[g](fenced.md)\n# Not a heading\n```\n"
        "[f]: lost.md\n[h](#not-a-heading) <a href='/abs.md'>i</a>\n",
        encoding="utf-8",
    )
    assert {target for target in targets(document) if fault(document, target)} == {
        "gone.png",
        "#same-2",
        "lost.md",
        "#not-a-heading",
        "/abs.md",
    }


def files_of_the_project() -> list[Path]:
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a git checkout to list the files")
def test_no_file_names_a_machine_or_a_registry() -> None:
    files = files_of_the_project()
    assert ROOT / "pyproject.toml" in files
    faults = []
    for path in files:
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture or a workbook
        for number, line in enumerate(lines, start=1):
            if MACHINE_PATH.search(line) or any(host in line.lower() for host in REGISTRY_HOSTS):
                faults.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:100]}")
    assert not faults, "\n".join(faults)
