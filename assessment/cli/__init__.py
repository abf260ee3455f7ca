"""The command line: `python -m assessment`.

Results go to stdout, everything else to stderr. Exit status 0 is success, 1 content or answers with errors,
2 a bad call.
"""

import click

from assessment.cli.check import check
from assessment.cli.explain import explain
from assessment.cli.publish import publish
from assessment.cli.schema import schema
from assessment.cli.score import score
from assessment.cli.template import template


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option("0.1.0", prog_name="assessment")
def main() -> None:
    """National self-assessment of counter-terrorism policy for new technologies."""


for command in (check, score, explain, template, publish, schema):
    main.add_command(command)
