"""`sayso diff`: what an outlet changed in a report, and what became of its claims."""

from typing import TYPE_CHECKING

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb

if TYPE_CHECKING:  # the ledger's module is heavy, and `sayso --help` imports this one
    from collections.abc import Iterator

    from rich.text import Text

    from sayso.export.versions import VersionDiff
    from sayso.ledger import Ledger
    from sayso.nouns import Report


@click.command(cls=Verb)
@click.argument("report", metavar="REPORT")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if a claim's words are gone or changed.")
@click.pass_context
def diff(ctx: click.Context, ledger: str, report: str, *, as_json: bool, exit_code: bool) -> None:
    """Lay the versions of a report side by side: captures of one address at different times.

    REPORT is the id, the beginning of it, or the label of any of them. For each version and the next: the words that
    were removed and added, and which claims still stand word for word, were changed, are gone, or are new. A claim is
    found again only by its exact words.
    """
    from sayso.cli.case import found_report, opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.display import shown
    from sayso.export.versions import diff_record, in_pairs
    from sayso.nouns import Kept

    with opened(ledger) as case:
        chosen = found_report(case, report)
        versions = case.versions(chosen.id)
        diffs = [_diff(case, older, newer) for older, newer in in_pairs(versions)]
    if as_json:
        told = {"report": chosen.id, "versions": [one.id for one in versions]}
        print_json({"schema": "sayso/versions/1", **told, "diffs": [diff_record(one) for one in diffs]})
    elif not versions:
        talk().print(f"{shown(chosen.label)} has one version; another capture of its address would be a second")
    else:
        for one in diffs:
            for line in _lines(one):
                out().print(line)
    lost = sum(one.count(kept) for one in diffs for kept in (Kept.CHANGED, Kept.GONE))
    ctx.exit(Exit.FOUND if exit_code and lost else Exit.DONE)


def _diff(case: "Ledger", older: "Report", newer: "Report") -> "VersionDiff":
    from sayso.export.versions import version_diff

    return version_diff(older, newer, case.claims(report=older.id), case.claims(report=newer.id))


def _lines(one: "VersionDiff") -> "Iterator[Text]":
    from rich.text import Text

    from sayso.cli.display import shown, visible
    from sayso.cli.words import count, short
    from sayso.export.versions import KEPT, changes
    from sayso.nouns import Kept

    yield Text(f"{_named(one.older)} → {_named(one.newer)}", style="bold")
    for name, pieces in one.layers:
        for change in changes(one, name, pieces):
            line = Text(f"  {name.value}: {visible(change.before)}")
            if change.removed:
                line.append(f"[-{visible(change.removed)}-]", style="red strike")
            if change.added:
                line.append(f"{{+{visible(change.added)}+}}", style="green")
            yield line.append(visible(change.after))
    told = ", ".join(f"{one.count(kept):,} {said}" for kept, said in KEPT.items())
    yield Text(f"  {count(len(one.kept), 'claim')}: {told}; {len(one.new):,} new")
    for claimed, later in one.kept:
        if later.kept is not Kept.STANDS:
            yield Text(f"  {KEPT[later.kept]}: {short(claimed.claim.id)} {shown(claimed.quote)}")
    for claimed in one.new:
        yield Text(f"  new: {short(claimed.claim.id)} {shown(claimed.quote)}")


def _named(report: "Report") -> str:
    from sayso.cli.display import shown
    from sayso.cli.words import short

    when = report.retrieved or report.modified or report.published
    return f"{shown(report.label)} ({short(report.id)}{f', {when.iso}' if when else ''})"
