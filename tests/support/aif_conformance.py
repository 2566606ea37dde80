"""What pySHACL finds in AIF against our shapes (tests/export/aif_shapes.ttl) and those of AIF and NIST.

A validation is judged by its results, never by its boolean alone: a validator that cannot run a shape also says that
data does not conform.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

from pyshacl import validate
from rdflib import SH, Graph, Namespace

from sayso.export.aif import aif
from sayso.export.aif.vocabulary import PREFIXES
from sayso.export.dossier import Dossier
from sayso.nouns import Claimed

AIDA = Namespace(PREFIXES["aida"])
OWN_SHAPES = Path(__file__).parents[1] / "export" / "aif_shapes.ttl"
PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "aif"
"""AIF's own ontology and shapes, which are no part of this repository."""


def parsed(written: str) -> Graph:
    return Graph().parse(data=written, format="turtle")


def frame(case: Dossier, claimed: Claimed) -> Graph:
    """A file with one claim, as NIST takes claim frames."""
    return parsed(aif(replace(case, claims=(claimed,), links=())))


def messages(data: Graph, shapes: Graph, ontology: Graph | None = None) -> set[str]:
    """What the validator has to say; none where the data conforms."""
    conforms, report, told = validate(data, shacl_graph=shapes, ont_graph=ontology, advanced=True)
    assert isinstance(report, Graph), f"the shapes could not be run: {told}"
    found = {str(message) for message in report.objects(None, SH.resultMessage)}
    assert conforms is (not found)
    return found


@cache
def own_shapes() -> Graph:
    return Graph().parse(OWN_SHAPES)


@cache
def published_shapes() -> tuple[Graph, Graph]:
    """AIF's shapes with NIST's for claim frames, less what no SHACL processor can run, and its ontology.

    That is two constraints that bind `$this` anew, and one shape whose target has no `?this`; the last asks nothing.
    """
    shapes = Graph().parse(PUBLISHED / "aida_ontology.shacl", format="turtle")
    shapes.parse(PUBLISHED / "restricted_claimframe_aif.shacl", format="turtle")
    rebinding = [(one, node) for one, node in shapes.subject_objects(SH.sparql) if _rebinds(shapes, node)]
    assert len(rebinding) == 2  # "AS $this": SHACL forbids to bind it anew
    for one, node in rebinding:
        shapes.remove((one, SH.sparql, node))
    shapes.remove((AIDA.AssociatedKEsEntityPrototypeRequireHandle, None, None))
    return shapes, Graph().parse(PUBLISHED / "InterchangeOntology.ttl")


def _rebinds(shapes: Graph, node: object) -> bool:
    return any("AS $this" in str(query) for query in shapes.objects(node, SH.select))


@cache
def ontology_shapes() -> tuple[Graph, Graph]:
    """AIF's shapes alone, which bind a file of any number of claims, and its ontology."""
    shapes = Graph().parse(PUBLISHED / "aida_ontology.shacl", format="turtle")
    return shapes, Graph().parse(PUBLISHED / "InterchangeOntology.ttl")
