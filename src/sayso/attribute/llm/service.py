"""The service that a user names: its address, what it may take, and one question to it."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

from sayso.errors import InputError, NoAnswer, UnknownSetting
from sayso.intake.fetch import Limits, Target, ask, resolve, target

OPTIONS = ("endpoint", "model", "seconds", "plain-http")
"""What the user may say of it, as `--option llm.NAME=VALUE`."""

EXAMPLE = "http://127.0.0.1:8080/v1"

MOST_BYTES = 1_000_000
"""An answer to a passage has some thousand characters."""

SECONDS = 120.0
"""A model of seven thousand million numbers on a CPU writes an answer in less."""

_MODEL = re.compile(r"[\w./:@-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that speaks chat completions; `key` is sent to it alone and stands in nothing that is kept."""

    where: Target
    model: str
    seconds: float = SECONDS
    key: str | None = None

    @classmethod
    def of(cls, options: Mapping[str, str], key: str | None = None) -> "Service":
        """The service that the options name.

        Raises:
            UnknownSetting: one is missing, or not one of those that exist, or says what cannot be.
        """
        unknown = sorted(set(options) - set(OPTIONS))
        if unknown:
            raise UnknownSetting(f"the extractor llm has no option {unknown[0]!r}; there are: {', '.join(OPTIONS)}")
        for name, example in (("endpoint", EXAMPLE), ("model", "NAME")):
            if not options.get(name):
                raise UnknownSetting(f"the extractor llm needs --option llm.{name}={example}: nothing is sent unasked")
        if not _MODEL.fullmatch(options["model"]):
            raise UnknownSetting(f"not the name of a model: {options['model']!r}; letters, digits and ./:@- are")
        plain = options.get("plain-http", "no")
        if plain not in {"yes", "no"}:
            raise UnknownSetting(f"the option llm.plain-http is yes or no, given {plain!r}")
        where = _endpoint(options["endpoint"], plain=plain == "yes")
        return cls(where=where, model=options["model"], seconds=_seconds(options.get("seconds")), key=key)

    def ask(self, body: bytes) -> bytes:
        """The body of its answer. It is asked once, follows nobody elsewhere, and has its time and its size.

        Raises:
            NoAnswer: it does not answer, not in time, not whole, or with an error.
        """
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        limits = Limits(seconds=self.seconds, size=MOST_BYTES)
        try:
            address = resolve(self.where.host, self.where.port)[0]
            answer = ask(self.where, address, headers, limits, ssl.create_default_context, sends=body)
        except InputError as error:
            raise NoAnswer(f"the language model at {self.where.site} gives no answer: {error}") from error
        if answer.status != 200:
            raise NoAnswer(f"the language model at {self.where.site} answers {answer.status} {answer.reason}".rstrip())
        return answer.body


def _endpoint(address: str, *, plain: bool) -> Target:
    try:
        base = target(address)
    except InputError as error:
        raise UnknownSetting(f"not the address of a service: {address!r} ({error}); {EXAMPLE} would be one") from error
    if "?" in base.path:
        raise UnknownSetting(f"not the address of a service: {address!r} has a query in it; {EXAMPLE} would be one")
    if base.scheme == "http" and not plain and not _is_here(base.host):
        raise UnknownSetting(
            f"{address!r} would send texts over the network unencrypted; use https, or say --option llm.plain-http=yes"
        )
    path = f"{base.path.rstrip('/')}/chat/completions"
    return Target(base.scheme, base.host, base.port, path)


def _is_here(host: str) -> bool:
    """Whether it is this machine, by its name or number."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _seconds(told: str | None) -> float:
    if told is None:
        return SECONDS
    try:
        seconds = float(told)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise UnknownSetting(f"the option llm.seconds is a number up to 3600, given {told!r}")
    return seconds
