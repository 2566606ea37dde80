"""The verbs by name."""

import click

from sayso.cli.frame import Verbs

NAMES = (
    "read", "watch", "reread", "claims", "questions", "disputes", "timeline", "voices", "show", "ask", "relate",
    "review", "amend", "diff", "flag", "redact", "export", "import", "backup", "serve", "users", "doctor",
)  # fmt: skip
VERBS = {name: f"sayso.cli.{name}" for name in NAMES} | {"import": "sayso.cli.import_"}


@click.group(
    cls=Verbs,
    modules=VERBS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Data goes to standard output, talk to standard error. The exit codes are told in docs/cli.md.",
)
@click.version_option(package_name="sayso", message="sayso %(version)s")
def sayso() -> None:
    """On whose say-so? A ledger of attributed claims from news reports, and what they dispute.

    Start with: sayso read FILE..., then: sayso disputes
    """
