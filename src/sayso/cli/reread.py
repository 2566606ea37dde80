"""`sayso reread`: the ledger's reports by the present Sayso; older readings stay."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from sayso.cli.exits import Exit
from sayso.cli.frame import Verb
from sayso.cli.reading import chosen_engine, chosen_settings, engine_options, reading_options

if TYPE_CHECKING:  # reading is heavy, and `sayso --help` imports this module
    from rich.text import Text

    from sayso.export.records import Record
    from sayso.ledger import ReadingDiff
    from sayso.nouns import Claim, Report


@click.command(cls=Verb)
@click.option("--diff", "differences", is_flag=True, help="Show each claim that came, went or changed.")
@click.option("--pipeline", metavar="NAME", help="Read with this spaCy pipeline instead of the default one.")
@reading_options
@engine_options
@click.option("--progress/--no-progress", default=True, help="A bar on standard error, on a terminal, for long work.")
@click.pass_context
def reread(
    ctx: click.Context,
    ledger: str,
    *,
    as_json: bool,
    differences: bool,
    pipeline: str | None,
    attribution: str,
    threads: int,
    extractors: tuple[str, ...],
    options: tuple[tuple[str, str], ...],
    engine: str,
    workers: int | None,
    scheduler: str | None,
    progress: bool,
) -> None:
    """Read all reports anew, by the present Sayso.

    For use after an upgrade, or with other settings. Older readings are kept.
    """
    from sayso import reread as reread_all
    from sayso.cli.case import opened
    from sayso.cli.console import out, print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.progress import progress as bar
    from sayso.cli.words import count

    on = chosen_engine(engine, workers, scheduler)
    console = talk()
    chosen = chosen_settings(attribution, threads, extractors, options)
    settings = replace(chosen, pipeline=pipeline) if pipeline else chosen
    diffs: list[ReadingDiff] = []
    with opened(ledger) as case:
        reports = {report.id: report for report in case.reports()}
        with bar(console, "rereading", lambda: len(reports), wanted=progress) as tick:
            for diff in reread_all(case, settings=settings, on=on):
                tick(refused=bool(diff.reason))
                if diff.before != diff.after or diff.reason:  # else it was read by this engine already
                    diffs.append(diff)
                if diff.reason:
                    console.print(f"{shown(reports[diff.report].label)}: not reread: {shown(diff.reason)}")
                if diff.dropped:
                    told = ", ".join(f"{times:,} {reason}" for reason, times in diff.dropped)
                    console.print(f"{shown(reports[diff.report].label)}: proposed and not taken: {shown(told)}")
    if as_json:
        print_json({"schema": "sayso/reread/1", "reports": [_record(diff, reports[diff.report]) for diff in diffs]})
    elif differences:
        for diff in diffs:
            for line in _lines(diff, reports):
                out().print(line)
    came, went = sum(len(diff.added) for diff in diffs), sum(len(diff.removed) for diff in diffs)
    changed, same = sum(len(diff.changed) for diff in diffs), sum(diff.same for diff in diffs)
    totals = f"{came:,} new, {went:,} gone, {changed:,} changed, {same:,} the same"
    if diffs:
        console.print(f"{count(len(diffs), 'report')} reread · {count(came + changed + same, 'claim')}: {totals}")
    else:
        console.print(f"nothing to reread: {count(len(reports), 'report')} in the ledger, all read by this Sayso")
    ctx.exit(Exit.IN_PART if any(diff.reason for diff in diffs) else Exit.DONE)


def _record(diff: "ReadingDiff", report: "Report") -> "Record":
    from sayso.export.records import claim_record
    from sayso.nouns import Claimed

    def record(claim: "Claim") -> "Record":
        return claim_record(Claimed(claim=claim, report=report))

    return {
        "report": report.label,
        "report_id": report.id,
        "before": diff.before,
        "after": diff.after,
        "reason": diff.reason,
        "dropped": dict(diff.dropped),
        "added": [record(claim) for claim in diff.added],
        "removed": [record(claim) for claim in diff.removed],
        "changed": [
            {"fields": list(change.fields), "before": record(change.before), "after": record(change.after)}
            for change in diff.changed
        ],
        "same": diff.same,
    }


def _lines(diff: "ReadingDiff", reports: Mapping[str, "Report"]) -> "list[Text]":
    """The report, then a line for each claim: + came, - went, ~ changed."""
    from rich.text import Text

    from sayso.cli.words import printed, quoted, who
    from sayso.nouns import Claimed

    report = reports[diff.report]

    def line(mark: str, claim: "Claim", more: str = "") -> Text:
        return Text(f"  {mark} {who(claim)}: {quoted(Claimed(claim=claim, report=report))}{more}")

    return [
        Text(f"{printed(report)}: {diff.before or 'not read before'} → {diff.after}", style="bold"),
        *(line("-", claim) for claim in diff.removed),
        *(line("+", claim) for claim in diff.added),
        *(line("~", change.after, f" ({', '.join(change.fields)})") for change in diff.changed),
    ]
