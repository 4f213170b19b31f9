"""Reads about circles: all of a circle for its facilitator, and for a member only their own part.

Nothing that goes to a member's page carries an id or a time of somebody else.
"""

from training.circles.queries.leading import (
    LeftAlone,
    Overview,
    exercises_of,
    left_alone,
    overview_of,
    trainees_of,
)
from training.circles.queries.places import Place, place_in, practice_of, received_by
from training.circles.queries.rounds import (
    Round,
    circle_in,
    circle_or_404,
    circles_for,
    circles_of,
    round_of,
    rounds_of,
)

__all__ = [
    "LeftAlone",
    "Overview",
    "Place",
    "Round",
    "circle_in",
    "circle_or_404",
    "circles_for",
    "circles_of",
    "exercises_of",
    "left_alone",
    "overview_of",
    "place_in",
    "practice_of",
    "received_by",
    "round_of",
    "rounds_of",
    "trainees_of",
]
