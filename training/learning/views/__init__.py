"""Courses as trainees see them: what is open and why, one page for each kind of activity."""

from training.learning.views import courses
from training.learning.views.activities import activity
from training.learning.views.frame import bp
from training.learning.views.rewriting import hints, rewrite

__all__ = ["activity", "bp", "courses", "hints", "rewrite"]
