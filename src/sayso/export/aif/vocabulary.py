"""The words of AIF: its names, and which of them stands for which of Sayso's values."""

from collections.abc import Mapping

from sayso.nouns import Certainty, Modality, ReferentKind, Relation

_HOME = (
    "https://raw.githubusercontent.com/NextCenturyCorporation/AIDA-Interchange-Format/master/java/src/main/resources"
)

PREFIXES: Mapping[str, str] = {
    "aida": f"{_HOME}/com/ncc/aif/ontologies/InterchangeOntology#",
    "common": f"{_HOME}/com/ncc/aif/ontologies/AidaDomainOntologiesCommon#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""What names begin with. Those of the ontologies name them and are not asked for over the network."""

EPISTEMIC: Mapping[Certainty, str] = {
    Certainty.TRUE_CERTAIN: "aida:EpistemicTrueCertain",
    Certainty.TRUE_UNCERTAIN: "aida:EpistemicTrueUncertain",
    Certainty.FALSE_CERTAIN: "aida:EpistemicFalseCertain",
    Certainty.FALSE_UNCERTAIN: "aida:EpistemicFalseUncertain",
    Certainty.UNKNOWN: "aida:EpistemicUnknown",
}

SENTIMENT = "aida:SentimentNeutralUnknown"
"""How a claimant feels about what is claimed is not read."""

IRREALIS = frozenset({Modality.PLAN, Modality.POSSIBLE, Modality.NORM, Modality.CONDITIONAL})
"""Modes in which something is put that has not come about, as far as the claim goes."""

LINKED: Mapping[Relation, tuple[str | None, str | None]] = {
    Relation.AGREES: ("aida:identicalClaims", "aida:identicalClaims"),
    Relation.REPEATS: ("aida:identicalClaims", "aida:identicalClaims"),
    Relation.REFINES: ("aida:relatedClaims", "aida:relatedClaims"),
    Relation.SUPERSEDES: ("aida:relatedClaims", "aida:relatedClaims"),
    Relation.ELABORATES: ("aida:relatedClaims", "aida:relatedClaims"),
    Relation.RELABELS: ("aida:relatedClaims", "aida:relatedClaims"),
    Relation.DISPUTES: ("aida:refutingClaims", "aida:refutingClaims"),
    Relation.SUPPORTS: (None, "aida:supportingClaims"),
}
"""What a link says of its claim a, and of its claim b, by which the other is named: a supports b, so b has a."""

ENTITY, EVENT, ARGUMENT = "entity-type", "event-type", "argument"
"""The three parts of the small ontology that a file declares."""

ABOVE: Mapping[str, str] = {
    ENTITY: "common:EntityType",
    EVENT: "common:EventType",
    ARGUMENT: "common:EventArgumentType",
}
"""What its classes are subclasses of."""

QUANTITY, PROPOSITION = "quantity", "proposition"
"""Types of entities that are no referents: a number of something, and what is claimed as it is written."""

VALUED: Mapping[str, tuple[str, str]] = {
    QUANTITY: ("aida:numericValue", "common:CanHaveNumericValue"),
    PROPOSITION: ("aida:textValue", "common:CanHaveTextValue"),
}
"""By what entities of a type have their words, and the class that this asks of the type."""

NAMED = ("aida:hasName", "common:CanHaveName")
"""The same of all other types."""

ACROSS_REPORTS = frozenset(
    {
        ReferentKind.PERSON,
        ReferentKind.BODY,
        ReferentKind.GOVERNMENT,
        ReferentKind.OUTLET,
        ReferentKind.PLACE,
        ReferentKind.FACILITY,
    }
)
"""Kinds whose name names the same in every report of a case."""

WITHIN_REPORT = frozenset({ReferentKind.GROUP, ReferentKind.UNNAMED_GROUP})
"""Kinds whose name names the same within one report alone."""

NOT_KNOWN = 0.5
"""The confidence that is written where a method has none that is calibrated: AIF asks for a number."""

UNREAD = "unknown"
"""What stands in a field that AIF asks for and nothing is known of."""
