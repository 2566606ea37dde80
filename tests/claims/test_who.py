"""Who is meant by a pronoun, a nominal or a short form, end to end on sentences of our own."""

from hashlib import sha256

import pytest

from sayso.nouns import Claim, Layer, LayerName, Report
from sayso.stages import Settings, shipped


def claims_of(text: str) -> tuple[Claim, ...]:
    stages, settings, digest = shipped(), Settings(), sha256(text.encode()).hexdigest()
    report = Report(id="r", capture=digest, label="own", layers=(Layer(name=LayerName.TEXT, text=text, sha256=digest),))
    annotated = stages.annotate(report, LayerName.TEXT, settings)
    return stages.make_claims(report, annotated, stages.attribute(annotated, settings), "n")


def claimant(text: str, words: str) -> str | None:
    claim = next(c for c in claims_of(text) if any(words in piece.of(text) for piece in c.content))
    return claim.voice.name if claim.voice else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Noor Aziz, a midwife, had come by boat. The midwife said the pier was gone.", "the pier", "Noor Aziz"),
        ("Dr Pavel Malik has not slept. The doctor said the blood had run out.", "the blood", "Pavel Malik"),
        ("The dockers in Ica blocked the gate. The men said they were hungry.", "they were", "dockers in Ica"),
        (
            "Anna Malik and Otto Reed left the board. They said the books were false.",
            "the books",
            "Anna Malik and Otto Reed",
        ),
        (
            "Anna Malik and Otto Reed left. The couple said the books were false.",
            "the books",
            "Anna Malik and Otto Reed",
        ),
        ("Adam Reed phoned Mark Malik at night. He said the cash was gone.", "the cash", "He"),
        ("Paul Reed sold boats. The pier fell, he says. He saw a wave, he is sure of it.", "He saw", "Paul Reed"),
        (
            "That is not true, a spokeswoman for the Torrance Mine answers, and the pumps run.",
            "not true",
            "Torrance Mine",
        ),
        ("Historian Olaf Reed drew the map. According to him, the wall is older.", "the wall", "Olaf Reed"),
        ("Doctors in Ica treated 30 people. The medics said the beds were full.", "the beds", "doctors in Ica"),
        (
            "Ana Reed, Olaf Vey and Paul Malik rowed off. The trio said the map was old.",
            "the map",
            "Ana Reed, Olaf Vey and Paul Malik",
        ),
        ("Adam Reed asked Mark Malik how the cash had gone. Rats had eaten it, he answered.", "Rats", "Mark Malik"),
        ("When she announced that the pier would close, Anna Malik wept.", "the pier", "Anna Malik"),
        (
            "Miners at the Ica pit went home. Lifts had stood still for days, they told a crowd.",
            "Lifts",
            "miners at the Ica pit",
        ),
        ("A man has come forward in Torrance who says he saw the boat.", "the boat", "man"),
        (
            "Monks from the hill of Torrance, who say the gong is theirs, have gone to court.",
            "the gong",
            "monks from the hill of Torrance",
        ),
        ("Paul Reed sued the prosecutor, Anna Vey. The crofter said the map was old.", "the map", "Paul Reed"),
        ("Volta and Corvid were both fined. The company said the books were sound.", "the books", "company"),
        (
            "The Dockers' Federation of Ica met Southern Rail. The union said the cranes were old.",
            "the cranes",
            "Dockers' Federation of Ica",
        ),
    ],
)
def test_whom_it_means(text: str, words: str, name: str) -> None:
    found = claimant(text, words)
    assert found is not None
    assert found.casefold() == name.casefold()


def test_the_time_of_saying_is_no_part_of_what_is_said() -> None:
    (claim,) = claims_of("She said that evening that two men had fled.")
    assert claim.content[0].of("She said that evening that two men had fled.") == "two men had fled"


def test_a_compound_is_nothing_that_was_seen() -> None:
    text = "The pier fell this morning, several Peruvian news sites are reporting."
    assert claimant(text, "The pier") == "several Peruvian news sites"
