"""How targets tell that a promise is broken."""


class Broken(Exception):
    """Something that is promised does not hold; the message says what."""


def hold(promise: object, told: str) -> None:
    """Nothing where the promise holds.

    Raises:
        Broken: it does not.
    """
    if not promise:
        raise Broken(told)
