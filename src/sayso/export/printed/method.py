"""What a dossier says of how it came about, in Sayso's own words."""

METHOD = (
    """Every input was kept as the bytes that it came as, and its text frozen. Places in a text are counted in Unicode
    code points from its beginning, the end not included; a quote is exactly the characters at its place.""",
    """Who says what was found by rules and a small trained model, without any language-model service. Both make
    mistakes: they miss claims, take a wrong voice, or cut a quote short. The quote is there to check each line by.""",
    """Two claims are laid side by side only where a rule holds that they answer one question. That claims stand apart
    here does not mean that they do not bear on one another; that they stand together can be a mistake of the rule.""",
    """Origins are counted as a range: at least as many as are left if all that may go back to one is one, at most as
    many as are not known to be one. Ten outlets that carry one wire are one origin.""",
    """“Superseded” says that a later statement took the place of an earlier one, not that it is better. “Agreed” says
    that voices agree, not that they are right. “Silent” says that no statement was found in these reports.""",
    """A quote that a person has looked at says so. “Read rightly” means that the text was read as it stands.""",
)
"""How a dossier comes about, and what its words mean; white space counts once."""

CANNOT = (
    "whether anything that is quoted is true, or whether anybody meant it so",
    "whether a report gives its sources' words faithfully, or whether a page was changed before it was kept",
    "what stands in reports that it was not given, and what nobody has printed",
    "whether two outlets had one source that neither names",
    "what a video, photo or document shows that a claim points to: it has looked at none",
)
"""What Sayso cannot know."""

CHECK = (
    """The content hash is over captures, reports, current claims, links and rulings, without clocks: the same inputs,
    read alike and ruled on alike, give it on any machine.""",
    "tells whether a ledger is what was written",
    "shows any claim in its text",
)
"""What the hashes are for, and what two commands do."""
