"""`sayso serve`: the ledger as pages in a browser, on this machine or, with users, for others."""

from typing import TYPE_CHECKING

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:  # all that serving needs is imported when it begins
    from sayso.web.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, readable=True)


@click.command(cls=Verb)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="An address of this machine.")
@click.option("--name", "names", metavar="HOST", multiple=True, help="Answer to this host name too; can be repeated.")
@click.option("--certificate", type=FILE, metavar="FILE", help="Speak https: the certificate with its chain (PEM).")
@click.option("--key", type=FILE, metavar="FILE", help="The certificate's private key (PEM).")
@click.option("--proxy-headers", is_flag=True, help="Behind a proxy that speaks https: believe what it says.")
@click.option(
    "--proxy", metavar="ADDRESS", multiple=True, help="Where the proxy speaks from (127.0.0.1); can be repeated."
)
@click.option("--plain-http", is_flag=True, help="Let passwords and texts travel unprotected.")
def serve(
    ledger: str,
    *,
    as_json: bool,
    port: int,
    host: str,
    names: tuple[str, ...],
    certificate: str | None,
    key: str | None,
    proxy_headers: bool,
    proxy: tuple[str, ...],
    plain_http: bool,
) -> None:
    """Show the ledger in a browser, until Ctrl-C.

    The address to open is printed. Only this machine can reach it, and while the ledger has no users whoever sits here
    may use it. Where others can reach it (another --host, a --name, a proxy), everybody signs in: the ledger needs
    users (`sayso users add`). docs/desk.md tells how to run it for a whole desk.
    """
    import logging

    from sayso.cli.case import opened
    from sayso.cli.console import print_json, talk
    from sayso.cli.display import shown
    from sayso.errors import UsageError
    from sayso.ledger import sayable, users
    from sayso.web.serving import Wire, listening, run
    from sayso.web.settings import Settings

    if (certificate is None) != (key is None):
        raise UsageError("--certificate and --key go together")
    if proxy and not proxy_headers:
        raise UsageError("--proxy tells where the proxy of --proxy-headers is; give that too")
    settings = Settings(
        host=host, hosts=frozenset(names), https=bool(certificate), proxied=proxy_headers, plain_http=plain_http
    )
    wire = Wire(certificate=certificate, key=key, proxies=proxy or ("127.0.0.1", "::1"))
    with opened(ledger) as case:  # what is wrong with it is told now, not in the first page
        if settings.shared and not case.look(users.exist):
            raise UsageError(
                f"others may reach this desk ({_why(settings)}), and the ledger has no users yet: "
                f"`sayso users add NAME --role admin --ledger {sayable(ledger)}` makes the first"
            )
    for warning in _warnings(settings, ledger):
        talk().print(f"warning: {shown(warning)}")
    sock = listening(host, port)
    named = f"[{host}]" if ":" in host else host
    address = f"{'https' if settings.https else 'http'}://{named}:{sock.getsockname()[1]}/"
    if as_json:
        print_json({"schema": "sayso/serving/1", "address": address})
    talk().print(f"{address}  (Ctrl-C ends it)")
    logging.basicConfig(format="sayso: %(message)s", level=logging.WARNING)
    with sock:
        run(ledger, settings, wire, sock)


def _why(settings: "Settings") -> str:
    from sayso.web.settings import is_loopback

    if not is_loopback(settings.host):
        return f"--host {settings.host}"
    if settings.proxied:
        return "--proxy-headers"
    return " ".join(f"--name {name}" for name in sorted(settings.hosts) if not is_loopback(name))


def _warnings(settings: "Settings", ledger: str) -> list[str]:
    """What whoever starts a shared desk should know."""
    from pathlib import Path

    if not settings.shared:
        return []
    found = []
    if not settings.secure and (settings.plain_http or not settings.https):
        found.append("plain http: whoever is on the network between can read passwords and texts, and act as others")
    path = Path(ledger)
    if "://" not in ledger and path.stat().st_mode & 0o044:
        found.append(f"other accounts of this machine can read {ledger}, with the hashes of passwords: chmod 600 it")
    return found
