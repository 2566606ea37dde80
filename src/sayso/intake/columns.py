"""What tables and records call the facts of a report, and what the user says they are called."""

from collections.abc import Iterable, Mapping

from sayso.errors import UsageError
from sayso.intake.blob import Columns

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "id": ("id",),
    "outlet": ("outlet",),
    "url": ("url",),
    "title": ("title",),
    "author": ("author",),
    "language": ("language",),
    "published": ("published_at", "published"),
    "modified": ("modified_at", "modified"),
    "retrieved": ("retrieved_at", "retrieved"),
}
"""The facts, and the names under which records have them where the user says nothing, best first."""


TABLE_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "text content", "article", "full_text", "message"),
    "id": ("id",),
    "outlet": ("outlet", "publisher", "source", "domain"),
    "url": ("url", "link", "permalink"),
    "title": ("title", "headline", "upload title"),
    "author": ("author", "byline"),
    "language": ("language", "lang"),
    "published": ("published_at", "published", "upload timestamp", "date", "timestamp", "created_at"),
    "modified": ("modified_at", "modified", "updated_at"),
    "retrieved": ("retrieved_at", "retrieved", "archive date"),
}
"""The same for the heads of tables, in lower case, which people name more freely. Two words are auto-archiver's."""


def columns(given: Iterable[str]) -> Columns:
    """What `text=body,published=date` says: pairs of a fact and the name that it has in the user's tables.

    Raises:
        UsageError: it is not written so, or there is no such fact.
    """
    found = []
    for pair in ",".join(given).split(","):
        fact, equals, name = (part.strip() for part in pair.partition("="))
        if not pair.strip():
            continue
        if not equals or not name or fact not in NAMES:
            raise UsageError(f"not a column: {pair.strip()!r}; give FACT=COLUMN, FACT one of {', '.join(NAMES)}")
        found.append((fact, name))
    return tuple(found)


def names(given: Columns) -> dict[str, tuple[str, ...]]:
    """Under what each fact is looked for."""
    return {**NAMES, **{fact: (name,) for fact, name in given}}
