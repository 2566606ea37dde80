"""One thing after another on a terminal, each decided by a key."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import click
from rich.text import Text

from sayso.api import refresh
from sayso.cli.case import claims_of
from sayso.cli.console import talk
from sayso.cli.context import source_line
from sayso.cli.display import shown
from sayso.cli.render_why import sentence
from sayso.cli.words import ACTS, printed, short, who
from sayso.ledger import Ledger
from sayso.nouns import Claimed, Correction, Ruling, RulingKind
from sayso.review import Decision, Item, Left, Part, marked_pieces, rule, told

CLAIM_KEYS = {"a": "accept", "c": "correct", "r": "reject", "u": "unsure"}
PAIR_KEYS = {
    "a": "disputes",
    "n": "different",
    "g": "agrees",
    "f": "refines",
    "s": "supersedes",
    "t": "repeats",
    "u": "unsure",
}
"""`f` and `s` read from the first claim to the second; `F` and `S` the other way about."""

CLAIM_HELP = "[a]ccept  [c]orrect  [r]eject  [u]nsure  [space] skip  [z] undo  [q]uit"
PAIR_HELP = (
    "[a] they dispute  [n]ot one question  a[g]ree  [f] first refines second  [s] first replaces second  "
    "[F] [S] the other way about  [t] one repeats the other  [u]nsure  [space] skip  [z] undo  [q]uit"
)
ASTRAY_HELP = "[z] withdraw it  [space] keep it  [q]uit"


def go_through(case: Ledger, items: Sequence[Item], by: str, key: Callable[[], str] = click.getchar) -> None:
    """Show each item and take what the person decides, written at once; the questions are computed at the end."""
    console, made = talk(), list[Ruling]()
    for number, item in enumerate(items, 1):
        console.print(Text(f"\n{number} of {len(items)}", style="dim"))
        if not _one(case, item, by, made, key):
            break
    refresh(case)
    console.print(f"{len(made)} decided by {shown(by)}")


def _one(case: Ledger, item: Item, by: str, made: list[Ruling], key: Callable[[], str]) -> bool:
    """Whether to go on after this item."""
    claims = [claims_of(case, item.claims)[ident] for ident in item.claims]
    console = talk()
    for line in _shown(item, claims):
        console.print(line)
    while True:
        pressed = key()
        if pressed in {"q", "\x03", "\x04", ""}:
            return False
        if pressed in {" ", "\r", "\n"}:
            return True
        if pressed == "z":
            _undo(case, item, by, made)
            if item.left is Left.ASTRAY:
                return True
            continue
        if _taken(case, _decision(item, pressed), by, made):
            return True
        console.print(Text(_help(item), style="dim"))


def _taken(case: Ledger, decision: Decision | None, by: str, made: list[Ruling]) -> bool:
    """Whether the decision was written, or held already."""
    if decision is None:
        return False
    done = rule(case, (decision,), by=by, settle=False)
    for refused in done.refused:
        talk().print(f"not taken: {shown(refused.reason)}")
    made += done.rulings
    _others(case, done.rulings)
    return not done.refused


def _shown(item: Item, claims: Sequence[Claimed]) -> list[Text]:
    lines: list[Text] = []
    if item.question is not None:
        lines.append(Text(shown(item.question.wording), style="bold"))
    if item.ruling is not None:
        signed = f"{item.ruling.by} ruled “{told(item.ruling)}” on {item.ruling.at[:10]}"
        lines.append(Text(f"{shown(signed)}, but no claim of the present reading stands exactly there"))
    for claimed in claims:
        if item.left is Left.DISPUTE:
            lines.append(Text(sentence(claimed)))
            continue
        claim = claimed.claim
        head = f"{who(claim)} {ACTS[claim.act]} · {printed(claimed.report)} · {short(claim.id)}"
        lines += [Text(head, style="bold"), source_line(claimed, marked=True)]
    if item.link is not None:
        lines.append(Text(" ".join(shown(reason.words) for reason in item.link.reasons)))
    return [*lines, Text(_help(item), style="dim")]


def _help(item: Item) -> str:
    return {Left.CLAIM: CLAIM_HELP, Left.DISPUTE: PAIR_HELP, Left.ASTRAY: ASTRAY_HELP}[item.left]


def _decision(item: Item, pressed: str) -> Decision | None:
    """What a key decides about an item; None for a key that decides nothing."""
    if item.left is Left.CLAIM and pressed in CLAIM_KEYS:
        decided = CLAIM_KEYS[pressed]
        plain = Decision(kind=RulingKind.READING, decision=decided, claims=item.claims)
        return _asked(plain) if decided == "correct" else plain
    if item.left is Left.DISPUTE and pressed.lower() in PAIR_KEYS:
        decided = PAIR_KEYS[pressed.lower()]
        kind = RulingKind.QUESTION if decided == "different" else RulingKind.RELATION
        turned = pressed.isupper()
        return Decision(kind=kind, decision=decided, claims=item.claims[::-1] if turned else item.claims)
    return None


def _asked(plain: Decision) -> Decision | None:
    """The decision with what the person reads otherwise; nothing for no correction after all."""
    name = _typed("who says it (- for the outlet itself, empty to leave it)")
    asked = {part: _typed(words) for part, words in _WORDS.items()}
    parts = {part: marked_pieces(words) for part, words in asked.items() if words}
    if not name and not parts:
        return None
    correction = Correction(voice="" if name == "-" else name) if name else None
    return replace(plain, correction=correction, parts=parts)


_WORDS = {
    Part.CUE: "cue, in the words of the text (- for none, empty to leave it)",
    Part.CONTENT: "what is claimed, in the words of the text; if they stand there twice, before [[these]] after",
}


def _typed(words: str) -> str:
    return str(click.prompt(words, default="", show_default=False, err=True)).strip()


def _undo(case: Ledger, item: Item, by: str, made: list[Ruling]) -> None:
    """Withdraw the ruling that went astray, or the last one made here."""
    console = talk()
    last = item.ruling if item.left is Left.ASTRAY else made.pop() if made else None
    if last is None:
        console.print("nothing decided yet to undo")
        return
    rule(case, (Decision(kind=RulingKind.UNDO, decision="undo", other=last.id),), by=by, settle=False)
    console.print(f"withdrawn: {shown(told(last))}; it comes back with the next sayso review")


def _others(case: Ledger, rulings: Sequence[Ruling]) -> None:
    """Tell, after the answer, who has judged the same before."""
    for new in rulings:
        for old in case.rulings():
            if old.id != new.id and old.subject() == new.subject():
                talk().print(f"before you: {told(old)}, by {shown(old.by)} on {old.at[:10]}")
