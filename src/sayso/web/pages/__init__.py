"""One module a screen: each has a `router`, asks the ledger for one page of values, and hands a view to a template."""

from fastapi import APIRouter

from sayso.web.pages import (
    account,
    case,
    claim,
    export,
    facts,
    feed,
    help,  # noqa: A004 - as its page
    question,
    read,
    report,
    review,
    rulings,
    search,
    signing,
    theme,
    users,
    versions,
    voice,
)

_SCREENS = (
    case,
    question,
    report,
    versions,
    facts,
    claim,
    voice,
    search,
    feed,
    export,
    review,
    rulings,
    read,
    help,
    theme,
    signing,
    account,
    users,
)


def routers() -> tuple[APIRouter, ...]:
    """The routers of all screens. They are no part of the API's description."""
    for screen in _SCREENS:
        screen.router.include_in_schema = False
    return tuple(screen.router for screen in _SCREENS)
