"""Laws: a pair's result depends on the pair alone, and what follows from the links on nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.compare import assemble, canonical, compare, decide, index_keys
from sayso.compare.known import Known
from sayso.nouns import Claimed, Comparison, content_id
from sayso.stages import COMPARED

Make = Callable[..., Claimed]
SENTENCES = (
    ("In Orlow {n} people drowned.", True),
    ("More than {n} people drowned in Orlow.", True),
    ("In Orlow {n} children were detained.", True),
    ("It was {n}.", True),
    ("The Orlow bridge is closed.", False),
    ("The Orlow bridge has reopened.", False),
    ("The ferry sails on.", False),
)
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(SENTENCES),
        st.sampled_from([3, 12, 40, 900]),
        st.sampled_from(["the police", "the opposition", "the clinic", None]),
        st.sampled_from(["2031-03-02", "2031-03-02T18:00:00+01:00", "2031-03-05"]),
        st.booleans(),
    ),
    min_size=2,
    max_size=6,
    unique=True,
)
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def claims(say: Make, number: Make, drawn: list[tuple[tuple[str, bool], int, str | None, str, bool]]) -> list[Claimed]:
    made = []
    for index, ((sentence, counted), n, voice, published, denied) in enumerate(drawn):
        text = sentence.format(n=n)
        hedge = text.startswith("More")
        words = f"More than {n}" if hedge else str(n)
        read = number(words=words, best=n, comparator=">" if hedge else "=") if counted else None
        made.append(
            say(
                text,
                voice=voice,
                published=published,
                outlet=f"Outlet {index}",
                number=read,
                denied=denied and not counted,
            )
        )
    return made


@given(drawn=DRAWN)
@QUIET
def test_a_pair_is_decided_by_the_pair_alone(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    made = claims(say, number, drawn)
    whole = {link.id: link for link in decide(made, ())}
    by_pairs = {}
    for i, one in enumerate(made):
        for other in made[i + 1 :]:
            there, back = decide((one,), (other,)), decide((other,), (one,))
            assert there == back
            by_pairs |= {link.id: link for link in there}
    assert whole == by_pairs


@given(drawn=DRAWN)
@QUIET
def test_what_is_linked_shares_a_key(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    made = {one.claim.id: one for one in claims(say, number, drawn)}
    keys = dict(zip(made, index_keys(tuple(made.values())), strict=True))
    for link in decide(tuple(made.values()), ()):
        assert keys[link.a] & keys[link.b]


@given(drawn=DRAWN)
@QUIET
def test_assembling_is_order_free(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    made = claims(say, number, drawn)
    links = decide(made, ())
    first = assemble(made, links)
    for order in list(permutations(made))[:6]:
        assert assemble(order, tuple(reversed(links))) == first
    asked = [claim for question in first.questions for answer in question.answers for claim in answer.claims]
    assert len(asked) == len(set(asked))


def renamed(made: Sequence[Claimed], by: str) -> list[Claimed]:
    """The claims under ids of their own, as another engine that reads the same would give them."""
    return [replace(one, claim=replace(one.claim, id=content_id("c", by, one.claim.id))) for one in made]


def told(of: Comparison, names: Mapping[str, str]) -> tuple[object, ...]:
    """What is told of claims, by their first names and in the order of being told; ids of the rest left out."""
    questions = [
        (
            replace(q, id="", answers=()),
            [(replace(a, id="", claims=()), [names[claim] for claim in a.claims]) for a in q.answers],
        )
        for q in of.questions
    ]
    links = [(names[one.a], names[one.b], replace(one, id="", a="", b="")) for one in of.links]
    return sorted(questions, key=repr), sorted(links, key=repr), of.copies


def whatever_they_are_called(made: Sequence[Claimed], models: Callable[[], Known | None]) -> None:
    results = []
    for by in ("one", "other"):
        called = renamed(made, by)
        names = {new.claim.id: old.claim.id for new, old in zip(called, made, strict=True)}
        found = assemble(called, decide(called, ()), models=models())
        voices = {names[claim]: name for claim, name in canonical(called, found.links).items()}
        results.append((told(found, names), voices))
    assert results[0] == results[1]


@given(drawn=DRAWN)
@QUIET
def test_nothing_hangs_on_the_ids_of_claims(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    whatever_they_are_called(claims(say, number, drawn), lambda: None)


def test_nothing_hangs_on_the_ids_of_the_claims_of_the_example(example: tuple[list[Claimed], object]) -> None:
    made = [one for one in example[0] if one.claim.layer in COMPARED]
    assert len({one.report.id for one in made}) > 5
    whatever_they_are_called(made, Known)


@given(drawn=DRAWN)
@QUIET
def test_what_follows_from_links_does_not_follow_from_their_reasons(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    made = claims(say, number, drawn)
    links = decide(made, ())
    bare = tuple(replace(link, reasons=()) for link in links)
    told, told_of_bare = assemble(made, links), assemble(made, bare)
    assert told_of_bare == replace(told, links=tuple(replace(link, reasons=()) for link in told.links))
    assert canonical(made, bare) == canonical(made, links)


@given(drawn=DRAWN)
@QUIET
def test_every_link_has_reasons_in_words(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    made = {one.claim.id: one for one in claims(say, number, drawn)}
    for link in compare(tuple(made.values())).links:
        assert link.reasons
        for reason in link.reasons:
            assert reason.words
            assert reason.a is None or reason.a.of(made[link.a].text)
            assert reason.b is None or reason.b.of(made[link.b].text)
