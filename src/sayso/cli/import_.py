"""`sayso import`: a bundle as a ledger again."""

from typing import BinaryIO

import click

from sayso.cli.frame import Verb


@click.command("import", cls=Verb)
@click.argument("bundle", metavar="BUNDLE")
@click.option(
    "--authority",
    metavar="FILE",
    type=click.File("rb"),
    help="Certificates (PEM) of the authorities whose time stamps are to be trusted.",
)
@click.option("--check", "only_check", is_flag=True, help="Check the bundle, and restore nothing.")
def import_(ledger: str, bundle: str, authority: BinaryIO | None, *, only_check: bool, as_json: bool) -> None:
    """Restore a bundle that sayso export wrote, as a new ledger with the same content hash.

    Every file is checked against the bundle's manifests, every row against its own hash, and the whole against the
    content hash: a bundle that is not as it was packed is refused, and nothing is written. The ledger must be new or
    empty, since two ledgers' logs cannot be made one. Time stamps are checked without a network, up to the authorities
    that you trust (--authority); one that is of something else, or not by them, is refused.
    """
    from hashlib import sha256

    from sayso import open_ledger
    from sayso.cli.console import print_json, talk
    from sayso.cli.display import shown
    from sayso.cli.words import count
    from sayso.export.bundle import opened
    from sayso.export.records import Json
    from sayso.ledger import sayable
    from sayso.ledger.transfer import staged

    with opened(bundle) as found:
        stamps = found.stamped(authority.read() if authority else None)
        with staged(found) as restored:
            if not only_check:
                with open_ledger(ledger) as case:
                    case.receive(restored)
        captures = sum(1 for _ in found.paths("captures/"))
        facts = {
            "file": bundle,
            "ledger": None if only_check else sayable(ledger),
            "content_hash": found.content_hash,
            "captures": captures,
            "manifest_sha256": sha256(found.manifest).hexdigest(),
        }
    if as_json:
        told: list[Json] = [{"at": one.at, "authority": one.authority, "verified": one.verified} for one in stamps]
        print_json({"schema": "sayso/imported/1", **facts, "timestamps": told})
        return
    for one in stamps:
        how = "verified" if one.verified else "not verified: give --authority FILE with the certificates that you trust"
        talk().print(f"time stamp of {one.at} by {shown(one.authority)}: {how}")
    where = f"{shown(bundle)} is whole" if only_check else f"{shown(bundle)} restored as {shown(sayable(ledger))}"
    talk().print(f"{where}: {count(captures, 'capture')}, content hash {found.content_hash}")
