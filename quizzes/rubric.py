"""How people judge a draft: a rubric, which has versions, and the marks that are given by it."""

from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.errors import N_, QuizError
from quizzes.smart import Letter

LEVELS = range(3)

Marks = Mapping[str, int]
"""What a person gives for each letter: 0, 1 or 2."""


class UnknownRubric(QuizError):
    """There is no such version of the rubric, so nobody could say what its marks mean."""

    def __init__(self, version: str) -> None:
        super().__init__(f"There is no version “{version}” of the rubric.")
        self.version = version


@dataclass(frozen=True)
class Criterion:
    """What is asked for one letter.

    descriptions   English sentences for the marks 0, 1 and 2, translatable by N_
    """

    letter: Letter
    descriptions: tuple[str, str, str]


@dataclass(frozen=True)
class Rubric:
    """One version of the rubric. Never changed once feedback was given by it: write another.

    pass_at   the total from which a draft passes, if no letter is at 0
    """

    id: str
    version: str
    criteria: tuple[Criterion, ...]
    pass_at: int

    @property
    def most(self) -> int:
        """The highest total."""
        return max(LEVELS) * len(self.criteria)

    def fits(self, marks: Marks) -> bool:
        """Tell whether there is a mark from 0 to 2 for each letter, and for nothing else."""
        letters = {str(one.letter) for one in self.criteria}
        return set(marks) == letters and all(mark in LEVELS for mark in marks.values())

    def passed(self, marks: Marks) -> bool:
        """Tell whether a draft with these marks passes.

        Source: docs/feedback.md, "The rubric": 7 of 10, and no letter at 0.
        """
        return total(marks) >= self.pass_at and min(marks.values()) > 0

    def description(self, letter: str, mark: int) -> str:
        """Return the sentence that says what a mark means; whoever shows it translates it."""
        return next(one.descriptions[mark] for one in self.criteria if one.letter == letter)


def total(marks: Marks) -> int:
    """Return the sum of the marks."""
    return sum(marks.values())


def rubric_of(version: str) -> Rubric:
    """Return a version of the rubric; raises UnknownRubric."""
    try:
        return RUBRICS[version]
    except KeyError:
        raise UnknownRubric(version) from None


FIRST = Rubric(
    id="smart",
    version="1",
    criteria=(
        Criterion(
            Letter.S,
            (
                N_("It names a theme. Nobody is asked to do anything in particular."),
                N_("It names what to do, or what has to change, but not both."),
                N_("It names one action and the law, body or thing that it is about."),
            ),
        ),
        Criterion(
            Letter.M,
            (
                N_("Nobody could find out whether it was done."),
                N_("It can be checked, but two observers may come to different answers."),
                N_("An event, a number or a standard says when it is done."),
            ),
        ),
        Criterion(
            Letter.A,
            (
                N_("The State cannot do this, or is asked for too much at once."),
                N_("The State can do this, but no step, means or body is named."),
                N_("The State can do this, and a step, the means or the body is named."),
            ),
        ),
        Criterion(
            Letter.R,
            (
                N_("It says nothing about the problem in the evidence."),
                N_("It is about the theme of the evidence."),
                N_(
                    "It answers the evidence and names the right, the group or the earlier promise."
                ),
            ),
        ),
        Criterion(
            Letter.T,
            (
                N_("There is no time in it, or only a wish for speed."),
                N_("A period is named, but not from when or until when."),
                N_("A date, a whole period or a milestone of the review is named."),
            ),
        ),
    ),
    pass_at=7,
)

RUBRICS: dict[str, Rubric] = {one.version: one for one in (FIRST,)}
"""Every version there ever was, the newest last: old feedback is read as it was given."""


def newest_rubric() -> Rubric:
    """Return the version that feedback is given by today."""
    return list(RUBRICS.values())[-1]
