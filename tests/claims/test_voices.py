"""Who is made to speak."""

from collections.abc import Callable

import pytest

from sayso.nouns import Claim, ReferentKind, Voice

Claims = Callable[..., tuple[Claim, ...]]


def voice_of(claim: Claim) -> Voice:
    assert claim.voice is not None
    return claim.voice


def test_a_surname_is_given_its_full_name(claims: Claims) -> None:
    text = "Mayor Ada Holm visited the port on Monday. The port is safe, Holm said."
    (claim,) = claims(text, ("Holm", "said", "The port is safe"))
    assert voice_of(claim).name == "Ada Holm"
    assert voice_of(claim).kind is ReferentKind.PERSON


def test_a_title_is_a_role_and_not_part_of_the_name(claims: Claims) -> None:
    text = "The port is safe, said police spokesman Lars Nygaard."
    (claim,) = claims(text, ("police spokesman Lars Nygaard", "said", "The port is safe"))
    assert (voice_of(claim).name, voice_of(claim).role, voice_of(claim).affiliation) == (
        "Lars Nygaard", "spokesman", "police",
    )  # fmt: skip


def test_an_apposition_gives_the_name(claims: Claims) -> None:
    text = "The Dockers' Union met on Monday. The strike goes on, said its chairman, Mads Corder."
    (claim,) = claims(text, ("its chairman, Mads Corder", "said", "The strike goes on"))
    assert voice_of(claim).name == "Mads Corder"
    assert voice_of(claim).affiliation == "Dockers' Union"


def test_he_is_the_man_who_spoke_last(claims: Claims) -> None:
    text = "The bridge fell at noon, Lars Nygaard said. It was built in 1970, he added."
    _, second = claims(
        text, ("Lars Nygaard", "said", "The bridge fell at noon"), ("he", "added", "It was built in 1970")
    )
    assert voice_of(second).name == "Lars Nygaard"
    assert voice_of(second).resolution is not None


def test_it_is_the_subject_of_its_sentence(claims: Claims) -> None:
    text = "The court will rule in May, it said."
    (claim,) = claims(text, ("it", "said", "The court will rule in May"))
    assert voice_of(claim).name == "court"


def test_a_bare_noun_is_the_body_with_the_longer_name(claims: Claims) -> None:
    text = "A fire broke out near the transport ministry. Nobody was hurt, the ministry said."
    (claim,) = claims(text, ("the ministry", "said", "Nobody was hurt"))
    assert voice_of(claim).name == "transport ministry"


def test_the_company_is_the_firm_named_before(claims: Claims) -> None:
    text = "Volta Motors closed its plant on Monday. It will reopen in May, the company said."
    (claim,) = claims(text, ("the company", "said", "It will reopen in May"))
    assert voice_of(claim).name == "Volta Motors"


def test_a_firm_is_called_by_the_name_beside_it(claims: Claims) -> None:
    text = "The airline, Blue Wing, said it would fly. The company expects few delays."
    first, second = claims(
        text, ("The airline, Blue Wing,", "said", "it would fly"), ("The company", "expects", "few delays")
    )
    assert (voice_of(first).name, voice_of(second).name) == ("Blue Wing", "Blue Wing")


def test_a_statement_is_its_owners(claims: Claims) -> None:
    text = "Firefighters saved 20 houses, according to their own tally."
    (claim,) = claims(text, ("their own tally", "according to", "Firefighters saved 20 houses"))
    assert voice_of(claim).name == "firefighters"


def test_the_ministry_is_that_of_the_minister(claims: Claims) -> None:
    text = "The transport minister resigned. The road is shut, the ministry said."
    (claim,) = claims(text, ("the ministry", "said", "The road is shut"))
    assert voice_of(claim).name == "transport ministry"


@pytest.mark.parametrize(
    ("source", "name"),
    [("a spokeswoman for the transport ministry", "transport ministry"), ("a police spokesman", "police")],
)
def test_an_unnamed_spokesperson_is_the_body(claims: Claims, source: str, name: str) -> None:
    text = f"The tunnel is closed, said {source}."
    (claim,) = claims(text, (source, "said", "The tunnel is closed"))
    assert voice_of(claim).name == name


def test_a_capital_speaks_for_its_government(claims: Claims) -> None:
    text = "Lima said the border was closed."
    (claim,) = claims(text, ("Lima", "said", "the border was closed"))
    assert voice_of(claim).kind is ReferentKind.GOVERNMENT
    assert voice_of(claim).party == "Peru"


def test_a_demonym_gives_the_party_of_a_group(claims: Claims) -> None:
    text = "Peruvian sources said the border was closed."
    (claim,) = claims(text, ("Peruvian sources", "said", "the border was closed"))
    assert (voice_of(claim).kind, voice_of(claim).party) == (ReferentKind.UNNAMED_GROUP, "Peru")


def test_the_narrator_has_no_voice(claims: Claims) -> None:
    text = "The bridge fell at noon on Monday."
    (claim,) = claims(text, (None, None, "The bridge fell at noon on Monday"))
    assert claim.voice is None


def test_we_of_the_narrator_is_no_voice(claims: Claims) -> None:
    text = "We found that the bridge fell at noon."
    (claim,) = claims(text, ("We", "found", "the bridge fell at noon"))
    assert claim.voice is None


def test_two_people_of_one_surname_stay_apart(claims: Claims) -> None:
    text = "Ada Holm and Erik Holm run the mill. The mill is shut, Holm said."
    (claim,) = claims(text, ("Holm", "said", "The mill is shut"))
    assert voice_of(claim).name == "Holm"


def test_an_unresolved_pronoun_stays_as_written(claims: Claims) -> None:
    text = "The road is closed, she said."
    (claim,) = claims(text, ("she", "said", "The road is closed"))
    assert (voice_of(claim).name, voice_of(claim).resolution) == ("she", None)


@pytest.mark.parametrize(
    ("source", "name", "affiliation"),
    [
        (
            "A senior official at the Transport Ministry",
            "senior official at the Transport Ministry",
            "Transport Ministry",
        ),
        ("A police officer", "police officer", "police"),
        ("A member of the harbour council", "member of the harbour council", "harbour council"),
    ],
)
def test_an_unnamed_person_is_a_voice_of_his_own(claims: Claims, source: str, name: str, affiliation: str) -> None:
    text = f"{source}, who asked not to be named, said the road was shut."
    (claim,) = claims(text, (source, "said", "the road was shut"))
    assert (voice_of(claim).name, voice_of(claim).affiliation) == (name, affiliation)


@pytest.mark.parametrize(
    "source",
    [
        "A spokeswoman for the Transport Ministry",
        "The Transport Ministry's spokesman",
        "A Transport Ministry spokesman",
    ],
)
def test_a_spokesperson_stands_for_the_body(claims: Claims, source: str) -> None:
    text = f"{source} said the road was shut."
    (claim,) = claims(text, (source, "said", "the road was shut"))
    assert voice_of(claim).name == "Transport Ministry"


def test_a_short_relative_clause_tells_an_unnamed_person_apart(claims: Claims) -> None:
    text = "A baker who lost his shop in the fire said the road was shut."
    (claim,) = claims(text, ("A baker who lost his shop in the fire", "said", "the road was shut"))
    assert voice_of(claim).name == "baker who lost his shop"


def test_a_ministry_keeps_the_capital_that_it_sits_in(claims: Claims) -> None:
    text = "The border is shut, according to the defence ministry in Lima."
    (claim,) = claims(text, ("the defence ministry in Lima", "according to", "The border is shut"))
    assert voice_of(claim).name == "defence ministry in Lima"


@pytest.mark.parametrize("body", ["US", "WHO"])
def test_an_acronym_is_no_pronoun(claims: Claims, body: str) -> None:
    text = f"The {body} said the road was shut."
    (claim,) = claims(text, (f"The {body}", "said", "the road was shut"))
    assert voice_of(claim).name == body


def test_he_is_the_body_that_a_spokesman_spoke_for(claims: Claims) -> None:
    text = "A spokesman for the Dockers' Union said the gate was shut. It will open in May, he added."
    _, second = claims(
        text,
        ("A spokesman for the Dockers' Union", "said", "the gate was shut"),
        ("he", "added", "It will open in May"),
    )
    assert voice_of(second).name == "Dockers' Union"


def test_a_minister_s_field_is_no_body_of_his(claims: Claims) -> None:
    text = "Interior Minister Ada Holm said the road was shut."
    (claim,) = claims(text, ("Interior Minister Ada Holm", "said", "the road was shut"))
    assert (voice_of(claim).name, voice_of(claim).affiliation) == ("Ada Holm", None)


def test_he_is_not_the_man_whom_he_speaks_of(claims: Claims) -> None:
    text = (
        "Lars Nygaard, the harbour's spokesman, called it a leak. "
        "The mayor, who is 58, was at home, he said. The pumps are running."
    )
    _, second = claims(
        text,
        ("Lars Nygaard", "called", "a leak"),
        ("he", "said", "The mayor, who is 58, was at home"),
    )
    assert voice_of(second).name == "Lars Nygaard"


def test_who_speaks_of_himself_is_found_where_nobody_else_is(claims: Claims) -> None:
    text = "Mayor Ada Holm will not stand again, she said."
    (claim,) = claims(text, ("she", "said", "Mayor Ada Holm will not stand again"))
    assert voice_of(claim).name == "Ada Holm"


def test_a_name_stands_for_the_noun_beside_it(claims: Claims) -> None:
    text = "The file held by the Harbour Ledger, a specialist magazine, is longer. Ten pages are missing, it reported."
    (claim,) = claims(text, ("it", "reported", "Ten pages are missing"))
    assert voice_of(claim).name == "Harbour Ledger"


def test_a_person_is_called_by_the_name_beside_a_word_that_is_no_office(claims: Claims) -> None:
    text = "The couple have three children. He needs his rest, the eldest, Clara Holm, said."
    (claim,) = claims(text, ("the eldest, Clara Holm,", "said", "He needs his rest"))
    assert voice_of(claim).name == "Clara Holm"
    assert voice_of(claim).kind is ReferentKind.PERSON


def test_the_time_of_an_entry_is_no_part_of_a_name(claims: Claims) -> None:
    text = "13:25 Salla Virtanen, the mayor, says the bridge is shut."
    (claim,) = claims(text, ("Salla Virtanen, the mayor,", "says", "the bridge is shut"))
    assert voice_of(claim).name == "Salla Virtanen"


def test_the_airline_is_the_firm_and_not_the_land(claims: Claims) -> None:
    text = (
        "A Corvid Airways jet with a Tarnian poet on board was made to land in Tarnia on Thursday. "
        "Tarnia gave no reason. The jet carried 90 people, the airline said."
    )
    (claim,) = claims(text, ("the airline", "said", "The jet carried 90 people"))
    assert voice_of(claim).name == "Corvid Airways"


def test_the_company_is_whoever_was_brought_in_as_a_firm(claims: Claims) -> None:
    text = "The parcel carrier Swiftpost contradicts Tarnia. The letter was sent at noon, the company says."
    (claim,) = claims(text, ("the company", "says", "The letter was sent at noon"))
    assert voice_of(claim).name == "Swiftpost"


def test_a_count_is_that_of_the_body_behind_it(claims: Claims) -> None:
    text = (
        "The crates have been opened, Interior Minister Ada Holm said. "
        "Nine people drowned, according to the latest count of the health ministry."
    )
    _, second = claims(
        text,
        ("Interior Minister Ada Holm", "said", "The crates have been opened"),
        ("the latest count of the health ministry", "according to", "Nine people drowned"),
    )
    assert voice_of(second).name == "health ministry"


def test_its_editor_is_the_paper(claims: Claims) -> None:
    text = "The Harbour Gazette apologised on Monday. The figure was false, its editor said."
    (claim,) = claims(text, ("its editor", "said", "The figure was false"))
    assert voice_of(claim).name == "Harbour Gazette"
