"""What the groups of a table are called, where their values are ids or codes."""

from collections.abc import Mapping

from courses import LANGUAGES
from training.participation.queries.protection import organisations, outgoing


def names_in(dimension: str, audience: str) -> Mapping[str, str]:
    """Return the names of organisations or of languages by value, as an audience may read them.

    Countries are not among them: each language of the interface names them anew.
    """
    if dimension == "language":
        return LANGUAGES
    if dimension != "organisation":
        return {}
    names: Mapping[str, str] = outgoing({key: name for key, name, _ in organisations()}, audience)
    return names
