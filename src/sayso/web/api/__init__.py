"""`/api/v1`: the JSON of the command line over HTTP, a module for each kind of thing.

Errors are problem details (`web.errors`); lists are parted by `limit` and `offset` and tell their `total`.
"""

from fastapi import APIRouter

from sayso.web.api import questions


def routers() -> tuple[APIRouter, ...]:
    """The routers of the API."""
    return (questions.router,)
