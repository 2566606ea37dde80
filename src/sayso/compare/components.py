"""Groups of what hangs together."""

from collections.abc import Iterable


def components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """The connected groups of nodes, each sorted, in the order of their first nodes; order of input does not matter.

    >>> components("abcd", [("a", "c"), ("c", "b")])
    (('a', 'b', 'c'), ('d',))
    """
    parent = {node: node for node in sorted(nodes)}

    def top(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in edges:
        if a in parent and b in parent:
            one, two = sorted((top(a), top(b)))
            parent[two] = one
    groups: dict[str, list[str]] = {}
    for node in parent:
        groups.setdefault(top(node), []).append(node)
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()))
