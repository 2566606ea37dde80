"""`sayso relate`: how two texts stand to one another, or each pair of a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:
    from sayso.relating import Related, Texts

_DAY = "The day on which it was said: 2024-05-07."


@click.command(cls=Verb)
@click.argument("text_a", required=False)
@click.argument("text_b", required=False)
@click.option(
    "--pairs", type=click.File(encoding="utf-8"), metavar="FILE", help="JSON lines with id, a, b, a_date, b_date."
)
@click.option("--a-date", metavar="DATE", help=f"Of TEXT_A. {_DAY}")
@click.option("--b-date", metavar="DATE", help=f"Of TEXT_B. {_DAY}")
@click.pass_context
def relate(
    ctx: click.Context,
    ledger: str,
    *,
    as_json: bool,
    text_a: str | None,
    text_b: str | None,
    pairs: Any,  # noqa: ANN401 - a text file, as click opens it
    a_date: str | None,
    b_date: str | None,
) -> None:
    """Tell how two texts stand to one another: agrees, refines, disputes, supersedes, or why they are not comparable.

    With --pairs, JSON lines on standard output, one for each pair that can be told; the others are left out.
    """
    del ctx, ledger
    if pairs is not None and text_a is None and text_b is None:
        _all(pairs)
        return
    if pairs is not None or text_a is None or text_b is None:
        raise click.UsageError("give two texts, or --pairs FILE")
    from sayso.cli.console import print_json
    from sayso.relating import Texts, related

    texts = Texts(a=text_a, b=text_b, a_date=_moment(a_date), b_date=_moment(b_date))
    found = related(texts)
    if as_json:
        print_json({"schema": "sayso/relation/1", **_record(found)})
    else:
        _show(texts, found)


def _all(lines: Any) -> None:  # noqa: ANN401 - a text file
    from sayso.cli.console import talk
    from sayso.cli.display import shown
    from sayso.errors import NoPack
    from sayso.export.text import dumps
    from sayso.relating import related

    for name, texts in _texts(lines):
        try:
            found = related(texts)
        except NoPack as missing:
            talk().print(f"{shown(name)}: {shown(str(missing))}")
            continue
        if found is not None:
            click.echo(dumps({"id": name, **_record(found)}))


def _texts(lines: Any) -> Iterator[tuple[str, "Texts"]]:  # noqa: ANN401 - a text file
    """The pairs of a file of JSON lines with their ids.

    Raises:
        UsageError: a line is no JSON object with texts a and b, or a date is none.
    """
    import json

    from sayso.errors import UsageError
    from sayso.relating import Texts

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            a, b = row["a"], row["b"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"line {number} of the pairs is no JSON object with the texts a and b: {error}") from error
        if not isinstance(a, str) or not isinstance(b, str):
            raise UsageError(f"line {number} of the pairs: a and b must be texts")
        dates = (_moment(row.get("a_date")), _moment(row.get("b_date")))
        yield str(row.get("id", number)), Texts(a=a, b=b, a_date=dates[0], b_date=dates[1])


def _moment(given: object) -> Any:  # noqa: ANN401 - Moment, which is not imported for --help
    from sayso.errors import UsageError
    from sayso.nouns import Moment

    if given is None:
        return None
    if not isinstance(given, str):
        raise UsageError(f"not a date: {given!r}; give text such as 2024-05-07")
    try:
        return Moment(given)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _record(found: "Related | None") -> dict[str, Any]:
    if found is None:
        return {"relation": None, "direction": None, "rule": None, "reasons": []}
    reasons = [
        {"rule": reason.rule, "words": reason.words, "a": _span(reason.a), "b": _span(reason.b)}
        for reason in found.reasons
    ]
    return {"relation": found.relation.value, "direction": found.direction, "rule": found.rule, "reasons": reasons}


def _span(span: Any) -> list[int] | None:  # noqa: ANN401 - Span, which is not imported for --help
    return None if span is None else [span.start, span.end]


def _show(texts: "Texts", found: "Related | None") -> None:
    from sayso.cli.console import out
    from sayso.cli.display import shown

    console = out()
    if found is None:
        console.print("not to be told: nothing in one of the texts can be laid beside the other")
        return
    way = {"a->b": "a, of b", "b->a": "b, of a"}.get(found.direction or "", "")
    console.print(f"{found.relation.value}{f' ({way})' if way else ''}")
    for reason in found.reasons:
        console.print(f"  {shown(reason.words)}", highlight=False)
        for name, text, span in (("a", texts.a, reason.a), ("b", texts.b, reason.b)):
            if span is not None:
                console.print(f"    {name}: “{shown(span.of(text))}”", highlight=False)
