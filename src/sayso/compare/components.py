"""Groups of what hangs together."""

from collections.abc import Iterable


def components(
    nodes: Iterable[str], edges: Iterable[tuple[str, str]], apart: Iterable[frozenset[str]] = ()
) -> tuple[tuple[str, ...], ...]:
    """The connected groups of nodes, each sorted, in the order of their first nodes; order of input does not matter.

    No group holds a pair that is to be kept `apart`: an edge that would bring one together is left out. Only then the
    order of edges matters, and the earlier ones hold.

    >>> components("abcd", [("a", "c"), ("c", "b")])
    (('a', 'b', 'c'), ('d',))
    >>> components("abc", [("a", "c"), ("c", "b")], apart=[frozenset("ab")])
    (('a', 'c'), ('b',))
    """
    barred: dict[str, set[str]] = {}
    for pair in apart:
        for node in pair:
            barred.setdefault(node, set()).update(pair - {node})
    parent = {node: node for node in sorted(nodes)}

    def top(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in edges:
        if a in parent and b in parent:
            one, two = sorted((top(a), top(b)))
            if barred and any(top(other) == two for other in barred.get(one, ()) if other in parent):
                continue
            parent[two] = one
            if one != two and two in barred:
                barred.setdefault(one, set()).update(barred[two])
    groups: dict[str, list[str]] = {}
    for node in parent:
        groups.setdefault(top(node), []).append(node)
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()))
