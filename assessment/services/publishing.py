"""Publish a version of a package: record the digests of its meaning."""

import datetime as dt
from pathlib import Path

from assessment.content.package import load_package
from assessment.content.published_file import write_published
from assessment.core.digest import question_digest, rubric_digest
from assessment.core.versions import PublishedVersion, PublishedVersions
from assessment.errors import RequestError


def publish_version(folder: Path, date: dt.date) -> str:
    """Record the current version in published.yaml and return its name.

    Raise ContentError when the content has errors, RequestError when the version is published already.
    """
    package = load_package(folder)
    version = package.questionnaire.version
    if any(published.version == version for published in package.published.versions):
        raise RequestError(f"Version {version} is published already; give the questionnaire a new version first.")
    new = PublishedVersion(
        version=version,
        published=date,
        questions={question.id: question_digest(question) for question in package.questionnaire.questions()},
        rubric=rubric_digest(package.rubric),
    )
    write_published(folder, PublishedVersions(versions=(*package.published.versions, new)))
    return version
