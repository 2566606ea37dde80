"""`/review`: one thing after another that no person has looked at, or (`at`) the one that was asked for."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import UsageError
from sayso.export.words import ACTS, CERTAINTIES, POLARITIES
from sayso.ledger import Ledger, anchored, browse_claims, browse_rulings
from sayso.ledger.browse import Page
from sayso.nouns import DECISIONS, ReviewState, Ruling, RulingKind
from sayso.review import Course, Decision, Item, Left, come_to, graphic_words, holding, item_of, tag, upcoming
from sayso.web.acting import ADMIN, READER, REVIEWER, Way, Who
from sayso.web.case import Case, Working, Written
from sayso.web.deciding import Fields, decide, decision_of, way_back, withdraw
from sayso.web.rendering import page
from sayso.web.security import WRITES
from sayso.web.signer import named, remember, signature, signer
from sayso.web.views.review import ORDERS, PAIR_CHOICES, ItemView, item_view
from sayso.web.views.rulings import RulingLine, ruling_lines

router = APIRouter(include_in_schema=False, dependencies=[READER])

COURSE, LATER = "sayso-course", "sayso-later"
"""Cookies: how the queue is gone through, and what was put off. With what was ruled they tell where one was."""
PUT_OFF = 300
"""Things that are remembered as put off; of more the first come up again."""
UNDO = 50
"""Rulings of one's own that can be withdrawn with a key, one after another."""
OUTCOMES = {
    ReviewState.ONE_OF_TWO: "One of two: another person will be asked.",
    ReviewState.NOT_AGREED: "You do not agree with who judged before: a further person will be asked.",
    ReviewState.REVIEWED: "Two people agree: it counts as reviewed.",
}
"""What is told after one's own answer where two people must agree."""
YEAR = 365 * 24 * 3600

Ident = Annotated[str, Query(max_length=100)]
Back = Annotated[str, Query(max_length=2000)]


@router.get("/review")
def review_page(
    request: Request,
    case: Case,
    work: Working,
    *,
    at: Ident = "",
    order: Literal["disputed", "unsure", "report", ""] = "",
    only: Left | Literal["", "all"] = "",
    report: Ident = "",
    question: Ident = "",
    back: Back = "",
    done: Ident = "",
    off: Ident = "",
) -> Response:
    """The next thing to look at. `done` is a ruling just made and `off` what was just put off, to take them back."""
    by = signer(request)
    course = replace(_course(request, order, only, report, question), by=by)
    later = _later(request)
    if at:
        item: Item | None = item_of(case, at)
    else:
        item = next(iter(upcoming(case, course, later)), None)
    if at and not back:
        back = _came_from(request)
    view = _view(case, item) if item else None
    mine, before = _judged(case, item, by) if item else (False, ())
    made = case.look(browse_rulings.ruling, done) if done else None
    recent = _recent(case, by)
    answer = page(
        request,
        case,
        "review.html",
        item=view,
        single=bool(at),
        back=back,
        by=by,
        today=case.look(browse_rulings.made_since, by, datetime.now(UTC).date().isoformat()) if by else 0,
        course=course,
        disputed=len(case.look(browse_rulings.disputed)),
        only=course.only.value if course.only else "all",
        orders=ORDERS,
        choices=PAIR_CHOICES,
        acts=ACTS,
        certainties=CERTAINTIES,
        polarities=POLARITIES,
        proposed=_proposed(case, item) if item else (),
        judged=before if mine else (),
        hidden=len(before) if not mine else 0,
        made=ruling_lines((made,))[0] if made else None,
        made_before=_before(case, made) if made else (),
        off=off,
        recent=recent,
        put_off=len(later),
        two=(two := case.needs_two()),
        outcome=_outcome(case, made) if made and two else None,
        fault=work.fault,
    )
    if not at:
        chosen = {"order": course.order, "only": course.only.value if course.only else "all"}
        chosen |= {name: value for name, value in (("report", course.report), ("question", course.question)) if value}
        _keep(request, answer, COURSE, urlencode(chosen))
    return answer


@router.post("/review", dependencies=[REVIEWER, WRITES])
def rule_on(request: Request, case: Written, work: Working, fields: Fields) -> Response:
    """Take one decision, and go on to the next thing, or back to where one came from."""
    by = named(request, fields.get("by", ""))
    decision = decision_of(fields)
    done = decide(case, work, decision, by)
    ident = done.ruling.id if done.ruling else ""
    wanted = fields.get("back", "")
    back = way_back(case, wanted, decision.claims[0] if decision.claims else None) if wanted else "/review"
    return _to(request, _with(back, done=ident) if back.startswith(("/review", "/rulings")) else back, by)


@router.post("/review/undo", dependencies=[REVIEWER, WRITES])
def undo(request: Request, case: Written, work: Working, fields: Fields) -> Response:
    """Withdraw a ruling, and show again what it was about, or go back to where one came from."""
    by = named(request, fields.get("by", ""))
    ruling = withdraw(case, work, fields.get("ruling", ""), by)
    back = fields.get("back", "")
    if back and not back.startswith("/review"):
        return _to(request, way_back(case, back, None), by)
    return _to(request, _with("/review", at=_at(case, ruling), back="/review"), by)


@router.post("/review/policy", dependencies=[ADMIN, WRITES])
def agree(case: Written, work: Working, who: Who, fields: Fields) -> Response:
    """Rule how many people must agree on a claim."""
    decided = fields.get("decision", "")
    if decided not in DECISIONS[RulingKind.POLICY]:
        raise UsageError(f"it is one of {', '.join(DECISIONS[RulingKind.POLICY])}, not {decided[:40]!r}")
    decide(case, work, Decision(kind=RulingKind.POLICY, decision=decided), who.name or "")
    return RedirectResponse("/review", status_code=303)


@router.post("/review/later", dependencies=[REVIEWER, WRITES])
def put_off(request: Request, fields: Fields) -> Response:
    """Leave a thing for later (`at`), take that back (`take`), or bring all that was left up again (`all`)."""
    later = _later(request)
    at, take = fields.get("at", "")[:100], fields.get("take", "")[:100]
    if fields.get("all"):
        later = ()
    elif take:
        later = tuple(one for one in later if one != tag(take))
    elif at:
        later = (*(one for one in later if one != tag(at)), tag(at))[-PUT_OFF:]
    answer = RedirectResponse(_with("/review", off=at if not take else "", at=take), status_code=303)
    _keep(request, answer, LATER, ".".join(later))
    return answer


@router.post("/review/name", dependencies=[REVIEWER, WRITES])
def be_named(request: Request, who: Who, fields: Fields) -> Response:
    """Know from now on who rules in this browser.

    Raises:
        UsageError: the desk has users, who sign as themselves.
    """
    if who.way is not Way.OPEN:
        raise UsageError("this desk has users, and each signs as who they are")
    back = fields.get("back", "/review")
    own = back if back.startswith(("/review", "/rulings")) else "/review"
    return _to(request, own, signature(fields.get("by", "")))


def _came_from(request: Request) -> str:
    """The page of this desk with the link that was followed, as the browser tells it; else the queue."""
    came = urlsplit(request.headers.get("referer", ""))
    own = came.netloc == request.headers.get("host", "") and not came.path.startswith("/review")
    return f"{came.path}{f'?{came.query}' if came.query else ''}" if own else "/review"


def _course(request: Request, order: str, only: Left | str, report: str, question: str) -> Course:
    """How the queue is gone through: as the address says, else as it was last."""
    if order or only or report or question:
        given: dict[str, str] = {"order": order, "only": str(only), "report": report, "question": question}
    else:
        given = dict(parse_qsl(request.cookies.get(COURSE, "")[:400]))
    known = given.get("only") in set(Left)
    return Course(
        order=given["order"] if given.get("order") in browse_rulings.ORDERS else "disputed",
        only=Left(given["only"]) if known else None,
        report=given.get("report") or None,
        question=given.get("question") or None,
    )


def _later(request: Request) -> tuple[str, ...]:
    return tuple(one for one in request.cookies.get(LATER, "").split(".") if len(one) == 8)[-PUT_OFF:]


def _keep(request: Request, answer: Response, name: str, value: str) -> None:
    secure = request.app.state.settings.secure
    answer.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="strict", secure=secure, path="/review")


def _to(request: Request, address: str, by: str) -> Response:
    answer = RedirectResponse(address, status_code=303)
    remember(request, answer, by)
    return answer


def _with(address: str, **values: str) -> str:
    """The address with these values, those left out that are empty."""
    kept = {name: value for name, value in values.items() if value}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(kept)}" if kept else address


def _at(case: Ledger, ruling: Ruling) -> str:
    """The key of what a ruling was about; empty where that has none."""
    claims = case.look(anchored.at_places, (ruling,))[ruling.id]
    if ruling.kind is RulingKind.READING:
        return claims[0] if claims else ""
    pair = ruling.kind in {RulingKind.RELATION, RulingKind.QUESTION} and len(ruling.claims) == len(claims) == 2
    return "~".join(claims) if pair else ""


def _view(case: Ledger, item: Item) -> ItemView:
    read = case.look(browse_rulings.as_read, item.claims)
    return item_view(item, read, case.look(browse_claims.asked, item.claims))


def _proposed(case: Ledger, item: Item) -> tuple[str, ...]:
    """The words of a claim that may make it one to be flagged; what is flagged already is covered and has none."""
    if item.left is not Left.CLAIM:
        return ()
    found = case.look(browse_rulings.as_read, item.claims).claimed.values()
    return tuple(span.of(one.text) for one in found for span in graphic_words(one))


def _judged(case: Ledger, item: Item, by: str | None) -> tuple[bool, tuple[RulingLine, ...]]:
    """Whether this person has ruled on it already, and all rulings on it, oldest first."""
    if item.ruling is not None or not item.claims:
        return False, ()
    claimed = case.look(browse_rulings.as_read, item.claims).claimed
    places = {(one.claim.report, one.claim.layer, one.claim.content) for one in claimed.values()}
    found = case.look(browse_rulings.about, {one.report.id for one in claimed.values()})
    kinds = {RulingKind.READING} if len(item.claims) == 1 else {RulingKind.RELATION, RulingKind.QUESTION}
    same = [
        one
        for one in found
        if one.kind in kinds and places == {(anchor.report, anchor.layer, anchor.content) for anchor in one.claims}
    ]
    return any(one.by == by for one in same), history(found, same)


def history(every: tuple[Ruling, ...], shown: list[Ruling]) -> tuple[RulingLine, ...]:
    """Lines of some rulings, given all that bear on what they are about."""
    undone = {one.undoes for one in every if one.undoes}
    held = holding(every)
    return ruling_lines(shown, held, {ident for ident in undone if ident})


def _before(case: Ledger, made: Ruling) -> tuple[RulingLine, ...]:
    """What was ruled on the same before, told after one's own answer."""
    found = case.look(browse_rulings.about, {anchor.report for anchor in made.claims})
    found = found or case.look(browse_rulings.on_names, made.names)
    before = [one for one in found if one.id != made.id and one.subject() == made.subject() and not one.undoes]
    return history(found, before)


def _outcome(case: Ledger, made: Ruling) -> str | None:
    """What became of a claim by one's own answer, where two people must agree."""
    if made.kind is not RulingKind.READING:
        return None
    about = case.look(browse_rulings.about, {anchor.report for anchor in made.claims})
    return OUTCOMES.get(come_to(about, made))


def _recent(case: Ledger, by: str | None) -> tuple[RulingLine, ...]:
    """The latest rulings of this person that can be withdrawn, the latest first."""
    if by is None:
        return ()
    listed = case.look(browse_rulings.newest, Page(limit=2 * UNDO), by).found
    gone = case.look(browse_rulings.withdrawn, [one.id for one in listed])
    open_ = [one for one in listed if one.kind is not RulingKind.UNDO and one.id not in gone][:UNDO]
    return ruling_lines(open_)
