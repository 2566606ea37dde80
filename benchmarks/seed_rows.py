"""What a careful reader must see in the marked-up article, row by row, each checked on the claims that were read.

The rows are those of the design's table; a claim is named by its id in the gold file, and nothing of the article is
repeated here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Claim = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """The claims read, by the gold claims that they match, and the links between them."""

    claims: Mapping[str, Claim]
    links: Mapping[frozenset[str], str]
    noise_claimed: bool

    def linked(self, one: str, other: str) -> str | None:
        """The relation between two matched claims, if there is one."""
        if one not in self.claims or other not in self.claims:
            return None
        return self.links.get(frozenset((self.claims[one]["id"], self.claims[other]["id"])))


def _has(claim: Claim, field: str, **wanted: object) -> bool:
    """Whether one of the values in a field of the claim has all these properties."""
    return any(all(value.get(key) == want for key, want in wanted.items()) for value in claim[field])


def _voice(claim: Claim, **wanted: object) -> bool:
    return claim["voice"] is not None and all(claim["voice"].get(key) == want for key, want in wanted.items())


def _counted_by_a_collective(seen: Seen) -> bool:
    claim = seen.claims["c01"]
    counted = _has(claim, "quantities", best=1700, comparator=">") and _has(claim, "times", precision="week")
    return counted and _voice(claim, kind="unnamed group", party="Russia")


def _counter_claim(seen: Seen) -> bool:
    claim = seen.claims["c02"]
    return claim["voice"] is not None and seen.linked("c02", "c01") == "disputes"


def _cataphora(seen: Seen) -> bool:
    claim = seen.claims["c03"]
    return _voice(claim, kind="group", party="Ukraine") and _has(claim, "predicates", frame="whereabouts")


def _video_passed_on(seen: Seen) -> bool:
    claim = seen.claims["c04"]
    shown = [evidence for evidence in claim["evidence"] if evidence["kind"] == "video"]
    return claim["claimant"] is None and bool(shown) and bool(shown[0]["circulated_by"]) and bool(shown[0]["depicts"])


def _quote_of_three_sentences(seen: Seen) -> bool:
    first, second = seen.claims["c05"], seen.claims["c06"]
    same = first["claimant"] == second["claimant"] and first["form"] == "direct" and bool(first["via"])
    return same and _has(first, "predicates", frame="whereabouts") and _has(first, "evidence", kind="video")


def _custody_disputes_whereabouts(seen: Seen) -> bool:
    captive = _has(seen.claims["c07"], "predicates", frame="custody", value="captive")
    return captive and seen.linked("c07", "c05") == "disputes"


def _exact_count_refines(seen: Seen) -> bool:
    claim = seen.claims["c08"]
    counted = _has(claim, "quantities", best=1730, comparator="=") and _has(claim, "times", open="since")
    return counted and seen.linked("c08", "c01") == "refines"


def _inherited_pronoun(seen: Seen) -> bool:
    claim = seen.claims["c09"]
    patients = [role["name"] for predicate in claim["predicates"] for role in predicate["roles"]]
    return (
        claim["attribution"] == "inherited" and claim["claimant"] == seen.claims["c08"]["claimant"] and bool(patients)
    )


def _video_released_by_a_party(seen: Seen) -> bool:
    claim = seen.claims["c10"]
    released = [evidence for evidence in claim["evidence"] if evidence["released_by"]]
    return claim["claimant"] is None and bool(released) and bool(claim["hedges"])


def _wish_of_a_capital(seen: Seen) -> bool:
    return seen.claims["c13"]["act"] == "wish" and _voice(seen.claims["c13"], kind="government", party="Ukraine")


def _label_contest(seen: Seen) -> bool:
    claim = seen.claims["c12"]
    hedged = any(quantity["comparator"] == ">=" or quantity["hedge"] for quantity in claim["quantities"])
    return _has(claim, "predicates", frame="label") and claim["polarity"] == "neg" and hedged


def _norm_of_a_spokesman(seen: Seen) -> bool:
    claim = seen.claims["c15"]
    one_up = _voice(seen.claims["c14"], party="United States") or seen.claims["c14"]["voice"]["kind"] == "government"
    spoken = _voice(claim, kind="person", role="spokesman", party="United States")
    return claim["modality"] == "norm" and spoken and one_up


def _control_against_a_part(seen: Seen) -> bool:
    return _has(seen.claims["c16"], "predicates", frame="control") and seen.linked("c16", "c17") == "disputes"


def _own_assessment(seen: Seen) -> bool:
    return seen.claims["c18"]["claimant"] is None


def _cause_by_a_party(seen: Seen) -> bool:
    return _voice(seen.claims["c19"], kind="body", party="Ukraine")


def _noise(seen: Seen) -> bool:
    return not seen.noise_claimed


ROWS: tuple[tuple[str, tuple[str, ...], Callable[[Seen], bool]], ...] = (
    ("a hedged count of the week by an unnamed collective", ("c01",), _counted_by_a_collective),
    ("a group's counter-claim", ("c01", "c02"), _counter_claim),
    ("claimants named after the cue", ("c03",), _cataphora),
    ("the narrator on a video that outlets passed on", ("c04",), _video_passed_on),
    ("one quotation of several sentences, leaning on the video", ("c05", "c06"), _quote_of_three_sentences),
    ("captivity disputes being in the plant", ("c05", "c07"), _custody_disputes_whereabouts),
    ("an exact count refines the hedged one", ("c01", "c08"), _exact_count_refines),
    ("an inherited voice and a pronoun", ("c08", "c09"), _inherited_pronoun),
    ("a video released by a party; a hedge", ("c10",), _video_released_by_a_party),
    ("a capital's wish", ("c13",), _wish_of_a_capital),
    ("a label contest with a hedged share", ("c12",), _label_contest),
    ("a norm by a body's spokesman", ("c14", "c15"), _norm_of_a_spokesman),
    ("control of a city against a part still held", ("c16", "c17"), _control_against_a_part),
    ("the narrator's own assessment", ("c18",), _own_assessment),
    ("a causal claim by a party", ("c19",), _cause_by_a_party),
    ("a stray number is no claim", (), _noise),
)
"""What must be seen, the gold claims that it is about, and how it is checked."""


def rows_seen(seen: Seen) -> tuple[tuple[str, bool], ...]:
    """Each row with whether it was seen; a row whose claims were not found was not."""
    return tuple((row, all(c in seen.claims for c in about) and check(seen)) for row, about, check in ROWS)
