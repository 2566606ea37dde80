"""Laws: a pair's result depends on the pair alone, and what follows from the links on nothing else."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.compare import assemble, canonical, compare, decide, index_keys
from sayso.nouns import Claimed

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
