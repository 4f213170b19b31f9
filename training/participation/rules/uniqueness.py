"""Counting once: the windows that moments share, and the moments that survive in them."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from training.participation.rules.planning import Plan
from training.participation.rules.profile import Over, Profile, Within
from training.participation.rules.qualify import Moment
from training.participation.rules.results import Period
from training.participation.rules.times import local_day


@dataclass(frozen=True)
class Windows:
    """Where a profile counts a unit once; `awards` are those it admits, None for all."""

    profile: Profile
    period: Period
    plans: Mapping[str, Plan]
    awards: frozenset[str] | None

    def is_inside(self, moment: Moment) -> bool:
        """Tell whether a moment's date in the profile's zone lies in the period."""
        return local_day(moment.at, self.profile.zone) in self.period

    def surviving(self, moments: Iterable[Moment]) -> tuple[Moment, ...]:
        """Return the moments of one unit inside the period that no older one shares a window with.

        In order. Where awards have windows of their own, one window is enough.
        """
        windows = {moment: self._windows(moment) for moment in moments}
        if len(windows) == 1:
            return tuple(one for one, shared in windows.items() if shared and self.is_inside(one))
        oldest: dict[Hashable, Moment] = {}
        for moment in sorted(windows, reverse=True):
            oldest |= dict.fromkeys(windows[moment], moment)
        return tuple(
            moment
            for moment in sorted(windows)
            if self.is_inside(moment)
            and any(oldest[window].at == moment.at for window in windows[moment])
        )

    def is_new(self, moments: Iterable[Moment]) -> bool:
        """Tell whether a unit had no moment before the period."""
        return local_day(min(moments).at, self.profile.zone) >= self.period.begins

    def _windows(self, moment: Moment) -> tuple[Hashable, ...]:
        event = self.plans[moment.event].event
        awards: tuple[str | None, ...] = (None,)
        if self.profile.over is Over.AWARD and event.awards:
            awards = tuple(one for one in event.awards if self.awards is None or one in self.awards)
        if self.profile.within is Within.TOPIC:
            return tuple((event.topic, award) for award in awards)
        if self.profile.within is Within.YEAR:
            year = local_day(moment.at, self.profile.zone).year
            return tuple((year, award) for award in awards)
        if self.profile.within is Within.LIFE_OF_AWARD or self.is_inside(moment):
            return awards
        return ()
