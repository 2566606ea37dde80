"""Two names of one kind laid beside one another."""

from sayso.names.answers import Compared, NameType
from sayso.names.bodies import same_body
from sayso.names.people import same_person
from sayso.names.places import same_place


def compared(one: str, other: str, kind: NameType) -> Compared:
    """Whether two names mean the same, both read as `kind`.

    >>> compared("Sergei Viktorovich Lavrov", "Sergey Lavrov", NameType.PERSON).answer.value
    'same'
    """
    if kind is NameType.PERSON:
        return same_person(one, other)
    return same_place(one, other) if kind is NameType.PLACE else same_body(one, other)
