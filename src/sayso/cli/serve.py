"""`sayso serve`: the ledger as pages in a browser, on this machine."""

from typing import TYPE_CHECKING

import click

from sayso.cli.frame import Verb

if TYPE_CHECKING:  # all that serving needs is imported when it begins
    from socket import socket

    from sayso.web.settings import Settings


@click.command(cls=Verb)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="An address of this machine.")
@click.option("--name", "names", metavar="HOST", multiple=True, help="Answer to this host name too; can be repeated.")
def serve(ledger: str, *, as_json: bool, port: int, host: str, names: tuple[str, ...]) -> None:
    """Show the ledger in a browser, until Ctrl-C.

    The address to open is printed. Only this machine can reach it: the desk has no users yet.
    """
    import logging

    from sayso.cli.case import opened
    from sayso.cli.console import print_json, talk
    from sayso.web.settings import Settings

    settings = Settings(host=host, hosts=frozenset(names))
    opened(ledger).close()  # what is wrong with it is told now, not in the first page
    listening = _listening(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    if as_json:
        print_json({"schema": "sayso/serving/1", "address": address})
    talk().print(f"{address}  (Ctrl-C ends it)")
    logging.basicConfig(format="sayso: %(message)s", level=logging.WARNING)
    with listening:
        _run(ledger, settings, listening)


def _listening(host: str, port: int) -> "socket":
    """A socket at that address.

    Raises:
        UsageError: it cannot be had.
    """
    import socket

    from sayso.errors import UsageError

    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # from now on a browser waits instead of being turned away
    except OSError as error:
        listening.close()
        why = error.strerror or str(error)
        raise UsageError(f"port {port} of {host} cannot be had ({why}); --port 0 takes one that is free") from error
    return listening


def _run(ledger: str, settings: "Settings", listening: "socket") -> None:
    """Serve until Ctrl-C, which is how serving ends and no error."""
    from contextlib import suppress

    import uvicorn

    from sayso.web import create_app

    config = uvicorn.Config(
        create_app(ledger, settings),
        lifespan="off",
        log_config=None,  # warnings and faults go where those of the command line go
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nobody stands between
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
