"""Checks of history: what was published keeps its meaning, ids are never lost, crosswalks lead somewhere."""

from collections.abc import Mapping

from assessment.content.checks.walks import check_duplicates, placed_questions
from assessment.content.codes.versions import VersionCode as Code
from assessment.content.issues import IssueList
from assessment.content.sources import Parsed, Sources
from assessment.core.digest import question_digest, rubric_digest
from assessment.core.questionnaire import Questionnaire
from assessment.core.versions import Crosswalk, PublishedVersion, PublishedVersions


def check_versions(sources: Sources, issues: IssueList) -> None:
    """Check a questionnaire and its rubric against what was published before."""
    questionnaire, published = sources.questionnaire, sources.published
    if questionnaire is None:
        return
    if published is not None:
        versions = published.model.versions
        ids = [(entry.version, ("versions", n, "version")) for n, entry in enumerate(versions)]
        check_duplicates(Code.DUPLICATE_VERSION, ids, published.at, issues)
        _check_unchanged(questionnaire, published, issues)
        _check_rubric_unchanged(sources, published, issues)
        _check_ids_kept(questionnaire.model, published, issues)
        _check_carried_over(questionnaire, published, sources, issues)
    _check_crosswalks(sources, questionnaire.model, issues)


def _current(published: Parsed[PublishedVersions], version: str) -> tuple[int, PublishedVersion] | None:
    entries = enumerate(published.model.versions)
    return next(((number, entry) for number, entry in entries if entry.version == version), None)


def _check_unchanged(
    questionnaire: Parsed[Questionnaire], published: Parsed[PublishedVersions], issues: IssueList
) -> None:
    version = questionnaire.model.version
    found = _current(published, version)
    if found is None:
        return
    number, entry = found
    for placed in placed_questions(questionnaire.model):
        name = placed.question.id
        place = questionnaire.at.place(*placed.path, "id")
        digest = entry.questions.get(name)
        if digest is None:
            issues.add(Code.QUESTION_ADDED, place, question=name, version=version)
        elif not digest.startswith(question_digest(placed.question)):
            issues.add(Code.QUESTION_CHANGED, place, question=name, version=version)
    for name in entry.questions:
        if name not in questionnaire.model.question_by_id:
            place = published.at.place("versions", number, "questions", name)
            issues.add(Code.QUESTION_REMOVED, place, question=name, version=version)


def _check_rubric_unchanged(sources: Sources, published: Parsed[PublishedVersions], issues: IssueList) -> None:
    if sources.questionnaire is None or sources.rubric is None:
        return
    version = sources.questionnaire.model.version
    found = _current(published, version)
    if found is not None and not found[1].rubric.startswith(rubric_digest(sources.rubric.model)):
        issues.add(Code.RUBRIC_CHANGED, sources.rubric.at.place("version"), version=version)


def _check_ids_kept(questionnaire: Questionnaire, published: Parsed[PublishedVersions], issues: IssueList) -> None:
    kept = set(questionnaire.question_by_id) | {entry.id for entry in questionnaire.retired}
    noted = set()
    for number, entry in enumerate(published.model.versions):
        for name in entry.questions:
            if entry.version != questionnaire.version and name not in kept and name not in noted:
                noted.add(name)
                place = published.at.place("versions", number, "questions", name)
                issues.add(Code.ID_LOST, place, question=name, version=entry.version)


def _check_carried_over(
    questionnaire: Parsed[Questionnaire], published: Parsed[PublishedVersions], sources: Sources, issues: IssueList
) -> None:
    """Check that what is new or changed since the version before has its line in a crosswalk from there."""
    version, versions = questionnaire.model.version, published.model.versions
    found = _current(published, version)
    earlier = versions[: found[0]] if found else versions
    crosswalks = [parsed.model for parsed in sources.crosswalks.values()]
    known = {version, *(entry.version for entry in versions)}
    if not earlier or not all({one.from_version, one.to_version} <= known for one in crosswalks):
        return  # a crosswalk between other versions is noted by itself
    before = earlier[-1]
    fitting = [one for one in crosswalks if (one.from_version, one.to_version) == (before.version, version)]
    mapped = {name for one in fitting for name in one.questions}
    for placed in placed_questions(questionnaire.model):
        name = placed.question.id
        place = questionnaire.at.place(*placed.path, "id")
        digest = before.questions.get(name)
        if name in mapped:
            continue
        if digest is None and not fitting:
            issues.add(Code.UNMAPPED, place, question=name, version=version, start=before.version)
        elif digest is not None and not digest.startswith(question_digest(placed.question)):
            issues.add(Code.CHANGED_UNDER_ID, place, question=name, start=before.version)


# --- crosswalks -------------------------------------------------------------------------------------------


def _check_crosswalks(sources: Sources, questionnaire: Questionnaire, issues: IssueList) -> None:
    versions = sources.published.model.versions if sources.published else ()
    known: dict[str, set[str]] = {entry.version: set(entry.questions) for entry in versions}
    known[questionnaire.version] = set(questionnaire.question_by_id)
    order = {entry.version: number for number, entry in enumerate(versions)}
    crosswalks = sorted(sources.crosswalks.values(), key=lambda one: order.get(one.model.from_version, -1))
    for number, crosswalk in enumerate(crosswalks):
        _check_ends(crosswalk, number == len(crosswalks) - 1, order, questionnaire, issues)
        _check_mappings(crosswalk, known, issues)


def _check_ends(
    crosswalk: Parsed[Crosswalk],
    is_newest: bool,
    order: Mapping[str, int],
    questionnaire: Questionnaire,
    issues: IssueList,
) -> None:
    start, end = crosswalk.model.from_version, crosswalk.model.to_version
    if start not in order:
        hint = issues.near(start, order)
        issues.add(Code.FROM_VERSION, crosswalk.at.place("from_version"), hint, version=start)
    place = crosswalk.at.place("to_version")
    if is_newest and end != questionnaire.version:
        issues.add(Code.TO_VERSION, place, found=end, expected=questionnaire.version)
    elif end != questionnaire.version and end not in order:
        issues.add(Code.OLDER_TO_VERSION, place, issues.near(end, order), version=end)


def _check_mappings(crosswalk: Parsed[Crosswalk], known: Mapping[str, set[str]], issues: IssueList) -> None:
    start, end = crosswalk.model.from_version, crosswalk.model.to_version
    old, new = known.get(start), known.get(end)
    for name, mapping in crosswalk.model.questions.items():
        if new is not None and name not in new:
            place = crosswalk.at.place("questions", name)
            issues.add(Code.NEW_QUESTION, place, issues.near(name, new), question=name, version=end)
        for number, source in enumerate(mapping.from_questions):
            if old is not None and source not in old:
                place = crosswalk.at.place("questions", name, "from", number)
                issues.add(Code.OLD_QUESTION, place, issues.near(source, old), question=source, version=start)
    if old is not None and new is not None:
        for name in sorted(new - old - set(crosswalk.model.questions)):
            place = crosswalk.at.place("questions")
            issues.add(Code.UNMAPPED, place, question=name, version=end, start=start)
