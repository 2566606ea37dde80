"""What an export leaves out: claims that a person has flagged as personal matter, and all that would tell of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.nouns import Answer, Care, Claimed, Flag, LayerName, Question, Report, Ruling, touching
from sayso.nouns.flag import is_whole, pattern

if TYPE_CHECKING:  # it imports this module
    from sayso.export.dossier import Dossier

LEFT_OUT = "left out: flagged as personal"
"""What stands in the place of a title that would tell a flagged name."""


def personal(flagged: Iterable[Flag]) -> tuple[Flag, ...]:
    """The flags that keep what they are on out of exports."""
    return tuple(flag for flag in flagged if flag.care is Care.PERSONAL)


def sensitive_claims(claims: Iterable[Claimed], flagged: Iterable[Flag], names: Mapping[str, str]) -> frozenset[str]:
    """The ids of the claims that are flagged as personal; `names` has what the case calls the voices of claims."""
    held = personal(flagged)
    if not held:
        return frozenset()
    return frozenset(one.claim.id for one in claims if touching(held, one, names.get(one.claim.id)))


def without(case: "Dossier") -> "Dossier":
    """The case without what is flagged as personal.

    A report goes if it is flagged as a whole, a question or an answer if no claim is left behind it or if its words
    have a flagged name, a ruling if it is on what is gone. Counts of reports, outlets and origins stay those of the
    whole case.
    """
    held = personal(case.notes.flags)
    if not held:
        return case
    gone = sensitive_claims(case.claims, held, {claim: known.name for claim, known in case.names.items()})
    names = names_of(held)
    reports = tuple(
        _untold(report, names) for report in case.reports if not any(is_whole(flag, report) for flag in held)
    )
    known = {report.id: report for report in reports}
    questions = tuple(left for question in case.questions if (left := _question(question, gone, names)) is not None)
    return replace(
        case,
        reports=reports,
        claims=tuple(
            replace(one, report=known[one.report.id])
            for one in case.claims
            if one.claim.id not in gone and one.report.id in known
        ),
        links=tuple(
            link
            for link in case.links
            if not {link.a, link.b} & gone and not any(tells(names, reason.words) for reason in link.reasons)
        ),
        questions=questions,
        copies=tuple(
            replace(group, reports=kept)
            for group in case.copies
            if len(kept := tuple(report for report in group.reports if report in known)) > 1
        ),
        rulings=_rulings(case, gone, names, known),
        left_out=len(gone),
    )


def names_of(held: Iterable[Flag]) -> tuple[re.Pattern[str], ...]:
    """What finds the names that are flagged."""
    return tuple(pattern(flag.name) for flag in held if flag.name is not None)


def tells(names: Sequence[re.Pattern[str]], *words: str | None) -> bool:
    """Whether any of the words have one of the names."""
    return any(name.search(text) for text in words if text for name in names)


def _untold(report: Report, names: Sequence[re.Pattern[str]]) -> Report:
    """The report, without a title or an author that would tell a name."""
    layer = report.layer(LayerName.TITLE)
    if tells(names, report.title, layer.text if layer else None):
        report = replace(report, title=LEFT_OUT)
    return replace(report, author=None) if tells(names, report.author) else report


def _question(question: Question, gone: frozenset[str], names: Sequence[re.Pattern[str]]) -> Question | None:
    answers = tuple(
        left
        for answer in question.answers
        if (left := _answer(answer, gone)) is not None and not tells(names, left.value)
    )
    key = question.key
    if not answers or tells(names, question.wording, key.attribute, key.event, key.population, key.place):
        return None
    silent = tuple(one for one in question.silent if not tells(names, one.voice))
    return replace(question, answers=answers, silent=silent)


def _answer(answer: Answer, gone: frozenset[str]) -> Answer | None:
    claims = tuple(claim for claim in answer.claims if claim not in gone)
    return replace(answer, claims=claims) if claims else None


def _rulings(
    case: "Dossier", gone: frozenset[str], names: Sequence[re.Pattern[str]], known: Mapping[str, Report]
) -> tuple[Ruling, ...]:
    """The rulings that are on what is left, without those on the flagged places and names themselves."""
    places = {(one.claim.report, one.claim.layer, one.claim.content) for one in case.claims if one.claim.id in gone}
    flagged = {flag.ruling for flag in personal(case.notes.flags)}
    off = {
        one.id
        for one in case.rulings
        if one.id in flagged
        or any((at.report, at.layer, at.content) in places or at.report not in known for at in one.claims)
        or tells(names, *one.names, one.why, one.decision, one.correction.voice if one.correction else None)
    }
    return tuple(one for one in case.rulings if one.id not in off and one.undoes not in off)
