"""What became of recommendations, by how much they asked for."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Record:
    """How recommendations of one action category fared, as shares of all of them.

    accepted  sessions 1 to 13 (2008 to 2012), 23,484 recommendations: our count of the database of
              UPR Info, which tells accepted from noted
    acted     sessions 2 to 12, 11,527 recommendations on which somebody reported: carried out in
              full or in part two and a half years later. Source: UPR Info, “Beyond Promises”, 2014;
              two shares where its charts differ by a point
    """

    accepted: float
    acted: tuple[float, ...]


RECORDS: Mapping[int, Record] = {
    1: Record(0.968, (0.53, 0.54)),
    2: Record(0.948, (0.64,)),
    3: Record(0.596, (0.47,)),
    4: Record(0.824, (0.52,)),
    5: Record(0.564, (0.35,)),
}
