"""What is looked at to answer a question in words: of claims and questions no more than their words."""

import dataclasses

from sayso.ledger import Ledger, browse_asked
from sayso.nouns import Claim, Predicate, ReferentKind, Role, Span, Voice, Where

from .building import Build
from .test_browse import corrected, question, told


def test_what_claims_name_is_what_whole_claims_name(ledger: Ledger, build: Build) -> None:
    words = "Ann said by Bob that 12 men hit Dale"
    intake = build.intake(words)
    assert intake.report
    span = Span(0, 3)
    bare = build.claim(intake.report, "12 men hit Dale")
    named = dataclasses.replace(
        build.claim(intake.report, "men hit Dale", "Ann"),
        via=(Voice(name="Bob", kind=ReferentKind.PERSON, source=(span,)),),
        places=(Where(span=span, name="Dale"),),
        quantities=tuple(dataclasses.replace(one, counted="men") for one in bare.quantities),
        predicates=(Predicate(name="hit", span=span, roles=(Role(role="agent", span=span, name="man"),)),),
    )
    other = build.claim(intake.report, "Dale", "Bob")
    ledger.add(intake, build.reading(intake.report, bare, named, other))
    new = dataclasses.replace(other, content=(Span(0, 3),), voice=None)
    corrected(ledger, new)
    found = ledger.look(browse_asked.said, [bare.id, named.id, other.id, "c-none"])
    assert {ident: one.quote for ident, one in found.items()} == {
        bare.id: "12 men hit Dale",
        named.id: "men hit Dale",
        other.id: "Ann",
    }
    assert {ident: names(one.names) for ident, one in found.items()} == {
        one.id: names(one) for one in (bare, named, new)
    }


def names(claim: Claim | browse_asked.Naming) -> list[str]:
    return [
        *(voice.name for voice in (claim.voice, *claim.via) if voice),
        *(where.name for where in claim.places),
        *(quantity.counted for quantity in claim.quantities),
        *(role.name for predicate in claim.predicates for role in predicate.roles),
    ]


def test_questions_are_known_by_the_claims_that_answer_them(ledger: Ledger, build: Build) -> None:
    a, b, c = (told(ledger, build, f"Voice {at} said {at}", f"Voice {at}", f"{at}.txt") for at in range(3))
    one, two = question("q-1", "One?", a, b), question("q-2", "Two?", b, c)
    ledger.put_comparison([one, two], ())
    answering = ledger.look(browse_asked.answering, [a.id, b.id])
    assert answering == {"q-1": frozenset({a.id, b.id}), "q-2": frozenset({b.id})}
    posed = ledger.look(browse_asked.posed, ["q-1", "q-2", "q-none"])
    assert {ident: (asks.wording, asks.key) for ident, asks in posed.items()} == {
        "q-1": ("One?", one.key),
        "q-2": ("Two?", two.key),
    }
