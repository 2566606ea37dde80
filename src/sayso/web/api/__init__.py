"""`/api/v1`: the JSON of the command line over HTTP, a module for each kind of thing.

Errors are problem details (`web.errors`); lists are parted by `limit` and `offset`, and tell their `total` and `next`.
"""

from fastapi import APIRouter

from sayso.web.api import claims, exports, finding, questions, reading, reports, rulings, voices


def routers() -> tuple[APIRouter, ...]:
    """The routers of the API."""
    return (
        reports.router,
        reading.reading,
        reading.batches,
        reports.inputs,
        claims.router,
        claims.links,
        questions.router,
        questions.disputes,
        voices.router,
        rulings.router,
        rulings.ruling,
        exports.formats,
        exports.export,
        finding.search,
        finding.changes,
        finding.health,
    )
