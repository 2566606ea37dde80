"""A small text with gold, for the tests of training."""

TEXT = "The mayor said the dam would hold.\n“Nobody was hurt,” a nurse told us, “and the road is open.”"


def spans(text: str, *pieces: str) -> list[list[int]]:
    return [[text.index(piece), text.index(piece) + len(piece)] for piece in pieces]


GOLD = [
    {
        "source": spans(TEXT, "The mayor"),
        "cue": spans(TEXT, "said"),
        "content": spans(TEXT, "the dam would hold"),
    },
    {
        "source": spans(TEXT, "a nurse"),
        "cue": spans(TEXT, "told us"),
        "content": spans(TEXT, "“Nobody was hurt,”", "“and the road is open.”"),
    },
]
