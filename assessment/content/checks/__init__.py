"""Cross-checks: what no single model can see. One module per topic; every check notes all it finds."""

from assessment.content.checks.condition_checks import check_conditions
from assessment.content.checks.example_checks import check_example
from assessment.content.checks.questionnaire_checks import check_questionnaire
from assessment.content.checks.reference_checks import check_references
from assessment.content.checks.safeguard_checks import check_safeguards
from assessment.content.checks.scoring_checks import check_scoring
from assessment.content.checks.share_checks import check_shares
from assessment.content.checks.translation_checks import check_translation
from assessment.content.checks.tree_checks import check_tree
from assessment.content.checks.version_checks import check_versions
from assessment.content.issues import IssueList
from assessment.content.sources import Sources


def check_sources(sources: Sources, issues: IssueList) -> None:
    """Check all that could be read of a package against each other; what could not is left alone."""
    questionnaire, rubric = sources.questionnaire, sources.rubric
    if questionnaire is not None:
        check_questionnaire(questionnaire, issues)
        check_conditions(questionnaire, issues)
    check_references(sources, issues)
    check_versions(sources, issues)
    if questionnaire is None or rubric is None:
        return
    check_tree(questionnaire, rubric, issues)
    check_scoring(questionnaire, rubric, issues)
    check_safeguards(questionnaire, rubric, issues)
    check_shares(rubric, issues)
    for stem, translation in sources.translations.items():
        check_translation(stem, translation, questionnaire.model, rubric.model, issues)
    for example in sources.examples.values():
        check_example(example, questionnaire.model, rubric.model, issues)
