"""Things that belong together: joined pair by pair, read off as groups."""

from collections.abc import Iterable


class Unions:
    """Disjoint groups of words that only ever grow together."""

    def __init__(self, members: Iterable[str] = ()) -> None:
        self._parents = {member: member for member in members}

    def find(self, member: str) -> str:
        """Return the member that stands for the group; a new member is a group of its own."""
        parents = self._parents
        root = parents.setdefault(member, member)
        while parents[root] != root:
            root = parents[root]
        while parents[member] != root:
            parents[member], member = root, parents[member]
        return root

    def join(self, one: str, other: str) -> None:
        """Make one group of two."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parents[second] = first

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Return every group, sorted, under the member that stands for it: its least."""
        found: dict[str, list[str]] = {}
        for member in sorted(self._parents):
            found.setdefault(self.find(member), []).append(member)
        return {root: tuple(members) for root, members in found.items()}
