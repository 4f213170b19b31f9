"""Planning and running workshops, joining them, and calling the roll."""

from training.workshops.views.agenda import agenda
from training.workshops.views.attending import join
from training.workshops.views.frame import bp
from training.workshops.views.planning import workshops
from training.workshops.views.roll import roll

__all__ = ["agenda", "bp", "join", "roll", "workshops"]
