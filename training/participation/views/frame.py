"""The frame of the pages about counts: their blueprint, and what a reader may count."""

from dataclasses import dataclass

from flask import Blueprint
from flask_babel import gettext
from flask_login import current_user

from training.access import Role
from training.catalogue.models import Programme
from training.catalogue.queries import programmes_in, reach
from training.participation import forms

bp = Blueprint("participation", __name__, url_prefix="/participation")


@bp.app_template_filter()
def titled(title: str) -> str:
    """Return the title of a profile in the reader's language, where it came with the platform."""
    return str(gettext(title)) if title else ""


def in_reach(*named_as: Role) -> frozenset[str] | None:
    """Return the programmes whose ledger the reader works with as one of these; None for all.

    Administrators look after programmes, and neither count nor record anything of them.
    """
    return reach(current_user.account_id, current_user.roles - {Role.ADMINISTRATOR}, named_as)


@dataclass(frozen=True)
class Scope:
    """What a reader may count: programmes, those that they organise; None for the whole ledger."""

    programmes: tuple[Programme, ...]
    organised: frozenset[str] | None

    @property
    def is_whole(self) -> bool:
        """Whether the whole ledger may be counted, and not these programmes only."""
        return self.organised is None

    @property
    def first(self) -> str:
        """What is counted where nobody says what."""
        return self.programmes[0].id if self.programmes and not self.is_whole else ""

    def sees_people(self, programme_id: str | None) -> bool:
        """Tell whether reasons are shown person by person, and tables before protection."""
        return self.organised is None or programme_id in self.organised

    def offer(self, form: forms.CountForm) -> None:
        """Let the reader choose among what they look after."""
        internal = self.sees_people(form.programme.data)
        form.offer(self.programmes, whole=self.is_whole, internal=internal)


def scope() -> Scope:
    """Return what the reader may count."""
    mine = in_reach(Role.ORGANISER, Role.REPORTER)
    return Scope(programmes_in(mine), None if mine is None else in_reach(Role.ORGANISER))
