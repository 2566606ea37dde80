"""What the Russian pack reads: the gold table, exact characters, voices, manner, numbers, names in two scripts."""

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from russian_gold import ROLES, Score, lines, score

import sayso
from sayso.names import compared
from sayso.names.answers import NameType
from sayso.nouns import (
    Act,
    Attribution,
    Certainty,
    Claim,
    Comparator,
    Layer,
    LayerName,
    Modality,
    Outcome,
    Polarity,
    QuestionKind,
    ReferentKind,
    Report,
    Span,
    State,
)
from sayso.packs import pack_for
from sayso.packs.pack import Missing
from sayso.stages import Settings

if any(find_spec(module) is None for module in ("natasha", "pymorphy3")):
    pytest.skip("natasha and pymorphy3 read Russian; the extra [ru] brings them", allow_module_level=True)

from sayso.packs.russian import Russian

PACK = Russian()
Ranges = frozenset[tuple[int, int]]


def report(text: str, layer: LayerName = LayerName.TEXT) -> Report:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    layers = (Layer(name=layer, text=text, sha256=digest),)
    return Report(id="r-1", capture=digest, label="note", layers=layers, language="ru")


def attributions(text: str, layer: LayerName = LayerName.TEXT) -> tuple[Attribution, ...]:
    return PACK.attribute(PACK.annotate(report(text, layer), layer))


def claims(text: str) -> tuple[Claim, ...]:
    read = report(text)
    annotated = PACK.annotate(read, LayerName.TEXT)
    return PACK.make_claims(read, annotated, PACK.attribute(annotated), "n-1")


def only(text: str) -> Claim:
    (claim,) = claims(text)
    return claim


def scores(part: str) -> dict[str, Score]:
    rows: dict[str, list[tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]]] = {
        r: [] for r in ROLES.values()
    }
    for line in lines(part):
        found = attributions(line.text)
        for role, pairs in rows.items():
            listed = [v for one in found for v in one.via] if role == "via" else [getattr(one, role) for one in found]
            pairs.append((line.marked[role], frozenset((s.start, s.end) for pieces in listed for s in pieces)))
    return {role: score(pairs) for role, pairs in rows.items()}


@pytest.mark.parametrize(
    ("part", "source", "cue", "content"),
    [
        ("dev", (0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
        ("held_out", (0.95, 0.95), (0.95, 0.95), (0.95, 0.95)),
        ("fresh", (0.55, 0.65), (0.60, 0.50), (0.27, 0.64)),
    ],
)
def test_attributions_agree_with_the_gold_table(
    part: str, source: tuple[float, float], cue: tuple[float, float], content: tuple[float, float]
) -> None:
    found = scores(part)
    for role, (exact, overlap) in {"source": source, "cue": cue, "content": content}.items():
        assert found[role].exact >= exact, (role, found[role])
        assert found[role].overlap >= overlap, (role, found[role])


def test_the_scorer_tells_right_from_wrong() -> None:
    gold = [(frozenset({(0, 10)}), frozenset({(0, 10)})), (frozenset(), frozenset())]
    assert score(gold) == Score(1.0, 1.0)
    assert score([(frozenset({(0, 10)}), frozenset({(1, 10)}))]).exact == 0.0
    assert score([(frozenset({(0, 10)}), frozenset())]) == Score(0.0, 0.0)
    assert score([(frozenset(), frozenset({(0, 10)}))]).exact == 0.0  # what nobody said costs as much


@pytest.mark.parametrize(
    ("text", "name", "kind", "role"),
    [
        ("Мэр Кальвары Ирина Ольхова сообщила, что мост закрыт.", "Ирина Ольхова", ReferentKind.PERSON, "мэр Кальвары"),
        ("По словам врача Ильи Сомова, ранены двое.", "Илья Сомов", ReferentKind.PERSON, "врач"),
        ("В министерстве рыболовства опровергли, что флот ушёл.", "министерство рыболовства", ReferentKind.BODY, None),
        ("По словам очевидцев, мост рухнул.", "очевидцы", ReferentKind.UNNAMED_GROUP, None),
    ],
)
def test_a_voice_has_its_name_in_the_nominative(text: str, name: str, kind: ReferentKind, role: str | None) -> None:
    voice = only(text).voice
    assert voice is not None
    assert (voice.name.casefold(), voice.kind) == (name.casefold(), kind)
    assert (voice.role or "").casefold() == (role or "").casefold()


def test_a_pronoun_and_a_surname_stand_for_who_spoke_before() -> None:
    text = (
        "Мэр Ирина Ольхова сказала, что мост закрыт. Она добавила, что паром ходит. Ольхова отметила, что лёд крепок."
    )
    found = claims(text)
    assert [one.voice.name for one in found if one.voice] == ["Ирина Ольхова"] * 3
    assert [bool(one.voice and one.voice.resolution) for one in found] == [False, True, False]


def test_a_pronoun_is_nobody_of_another_gender() -> None:
    found = claims("Мэр Ирина Ольхова сказала, что мост закрыт. Он добавил, что паром ходит.")
    assert [one.voice and one.voice.name for one in found] == ["Ирина Ольхова", None]


@pytest.mark.parametrize(
    ("text", "act", "polarity", "certainty"),
    [
        ("Мэр сказал, что мост закрыт.", Act.ASSERT, Polarity.POSITIVE, Certainty.TRUE_CERTAIN),
        ("Мэр сказал, что мост не закрыт.", Act.ASSERT, Polarity.NEGATIVE, Certainty.FALSE_CERTAIN),
        ("Мэр опроверг, что мост закрыт.", Act.DENY, Polarity.NEGATIVE, Certainty.FALSE_CERTAIN),
        ("Мэр отрицает, что мост не закрыт.", Act.DENY, Polarity.POSITIVE, Certainty.TRUE_CERTAIN),
        ("Мэр сказал, что мост якобы закрыт.", Act.ASSERT, Polarity.POSITIVE, Certainty.TRUE_UNCERTAIN),
        ("По предварительным данным полиции, мост закрыт.", Act.ASSERT, Polarity.POSITIVE, Certainty.TRUE_UNCERTAIN),
        ("Мэр не подтвердил, что мост закрыт.", Act.UNVERIFIED, Polarity.POSITIVE, Certainty.UNKNOWN),
        ("Мэр не исключил, что мост закроют.", Act.ASSERT, Polarity.POSITIVE, Certainty.TRUE_UNCERTAIN),
        ("Рыбаки требуют, чтобы мост открыли.", Act.DEMAND, Polarity.POSITIVE, Certainty.UNKNOWN),
    ],
)
def test_how_it_is_put(text: str, act: Act, polarity: Polarity, certainty: Certainty) -> None:
    found = only(text)
    assert (found.act, found.polarity, found.certainty) == (act, polarity, certainty)


def test_what_is_to_come_is_a_plan() -> None:
    assert only("Мэр сказал, что мост закроют в среду.").modality is Modality.PLAN


@pytest.mark.parametrize(
    ("words", "quote", "comparator", "best", "counted"),
    [
        ("погибли не менее 12 человек", "не менее 12", Comparator.AT_LEAST, 12, "people"),
        ("сдались более 1 700 бойцов", "более 1 700", Comparator.MORE, 1700, "fighters"),
        ("сдались 1730 бойцов", "1730", Comparator.EXACT, 1730, "fighters"),
        ("ранены двое", "двое", Comparator.EXACT, 2, ""),
        ("задержаны двадцать два студента", "двадцать два", Comparator.EXACT, 22, "students"),
        ("эвакуированы около 3 тысяч жителей", "около 3 тысяч", Comparator.ABOUT, 3000, "residents"),
        ("погибли до 20 солдат", "до 20", Comparator.AT_MOST, 20, "soldiers"),
    ],
)
def test_a_number_has_its_bounds(words: str, quote: str, comparator: Comparator, best: float, counted: str) -> None:
    text = f"Мэр сообщил, что {words}."
    (quantity,) = only(text).quantities
    assert (quantity.span.of(text), quantity.comparator, quantity.best) == (quote, comparator, best)
    assert (quantity.counted, quantity.unit) == (counted, "people")


@pytest.mark.parametrize("words", ["мост закрыли в 2031 году", "мост закрыли в 18:00", "мост закрыт 3 часа"])
def test_clock_and_calendar_count_nothing(words: str) -> None:
    assert only(f"Мэр сообщил, что {words}.").quantities == ()


def test_what_no_float_holds_is_no_number() -> None:
    assert only(f"Губернатор заявил, что в городе погибли {'9' * 400} человек.").quantities == ()


def test_places_have_the_names_that_comparing_knows() -> None:
    (place,) = only("Мэр сообщил, что в Мариуполе погибли трое.").places
    assert place.name == "Mariupol"
    assert place.geonames
    assert compared("Мариуполь", "Mariupol", NameType.PLACE).answer.value == "same"
    assert compared("Ирина Ольхова", "Irina Olkhova", NameType.PERSON).answer.value == "same"


def test_what_happened_is_of_the_classes_that_comparing_knows() -> None:
    (predicate,) = only("Мэр сообщил, что мост закрыт.").predicates
    assert (predicate.name, predicate.frame, predicate.value) == ("close", "access", "closed")
    assert [(role.role, role.name) for role in predicate.roles] == [("patient", "bridge")]


def test_a_relay_stands_before_whom_it_cites() -> None:
    found = only("Агентство «Прибой» со ссылкой на полицию сообщает, что задержаны трое студентов.")
    assert found.voice is not None
    assert (found.voice.name, [one.name for one in found.via]) == ("полиция", ["Агентство «Прибой»"])


@pytest.mark.parametrize(
    "text", ["", " \n", "Дождь шёл три дня.", "6", "Билеты продают с восьми утра. Вход свободный.", "\ud800 Мост."]
)
def test_what_nobody_said_gives_no_claim(text: str) -> None:
    assert claims(text) == ()


PARTS = (
    *("Мэр", "сказал", "сообщила", ",", "что", "—", "«", "»", ":", "По словам", "данным", "полиции", "мост", "закрыт"),
    *("не", "12", "человек", ".", "Как", "Об этом", "\n", "со ссылкой на", "Ольхова\u0301", "…", "ё", "\u200b", "🌊"),
    *("Он", "в министерстве", "опровергли", "Согласно", "\udfff"),
)


@given(st.lists(st.sampled_from(PARTS), max_size=25))
@settings(max_examples=60, deadline=None)
def test_whatever_the_text_every_span_lies_in_it_and_ids_differ(parts: list[str]) -> None:
    text = " ".join(parts)
    found = claims(text)
    assert len({one.id for one in found}) == len(found)
    for one in found:
        spans: list[Span] = [*one.content, *one.cue, *one.hedges, *(q.span for q in one.quantities)]
        spans += [*(one.voice.source if one.voice else ()), *(p.span for p in one.predicates)]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(piece.of(text).strip() == piece.of(text) for piece in one.content)
        assert not any(piece.overlaps(cue) for piece in one.content for cue in one.cue)


def test_the_pack_is_found_and_names_what_it_reads_by() -> None:
    pack = pack_for("ru-RU")
    assert isinstance(pack, Russian)
    assert not isinstance(pack, Missing)
    assert "russian/1; natasha " in pack.version


RUSSIAN = (
    "Город Мариуполь остался без света. Мэр Ирина Ольхова сообщила, что в Мариуполе погибли не менее 12 человек. "
    "По словам врача Ильи Сомова, мост закрыт. Полиция опровергла, что мост закрыт."
)
ENGLISH = (
    "MARIUPOL, 12 May. Police said that 9 people died in Mariupol. A harbour official in Mariupol said that the bridge "
    "was open."
)


def test_reports_in_two_languages_meet_in_one_question(tmp_path: Path) -> None:
    for name, text in (("one.txt", RUSSIAN), ("two.txt", ENGLISH)):
        (tmp_path / name).write_text(text)
    by_rules = Settings(attribution="rules")
    with sayso.open_ledger(tmp_path / "case.sayso") as ledger:
        results = list(sayso.read(ledger, [str(tmp_path / "*.txt")], settings=by_rules))
        assert [one.intake.outcome for one in results] == [Outcome.READ, Outcome.READ]
        russian = str(results[0].report_id)
        assert "; russian/1; natasha " in str(ledger.engine(russian))
        listed = {one.claim.id: one for one in ledger.claims()}
        for one in listed.values():
            assert all(piece.of(one.text) for piece in one.claim.content)
        (shared,) = (
            question
            for question in ledger.questions()
            if len({listed[claim].report.id for answer in question.answers for claim in answer.claims}) == 2
        )
        assert (shared.key.kind, shared.key.attribute, shared.state) == (QuestionKind.COUNT, "killed", State.DISPUTED)
        assert {listed[claim].quote for answer in shared.answers for claim in answer.claims} == {
            "в Мариуполе погибли не менее 12 человек",
            "9 people died in Mariupol",
        }
        assert all(link.rule != "reader" for link in ledger.links())  # it knows English alone
