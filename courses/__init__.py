"""Course packages: folders of text files, read, checked, translated, packed and kept.

Plain values in and out: this package knows no request and no database. Others import only the
names below.
"""

from courses.catalogs import coverage, extract, update_catalog
from courses.checking import check
from courses.errors import InvalidCourse
from courses.languages import LANGUAGES, direction
from courses.packing import digest, pack, unpack
from courses.reading import read
from courses.sequencing import Event, EventKind, Progress, State, progress
from courses.shelf import Published, Shelf
from courses.structure import (
    Activity,
    Caption,
    Course,
    FactSheet,
    Lesson,
    Live,
    Module,
    QuizActivity,
    RewriteActivity,
    Sequence,
    Task,
    Video,
)
from courses.text import to_html

__all__ = [
    "LANGUAGES",
    "Activity",
    "Caption",
    "Course",
    "Event",
    "EventKind",
    "FactSheet",
    "InvalidCourse",
    "Lesson",
    "Live",
    "Module",
    "Progress",
    "Published",
    "QuizActivity",
    "RewriteActivity",
    "Sequence",
    "Shelf",
    "State",
    "Task",
    "Video",
    "check",
    "coverage",
    "digest",
    "direction",
    "extract",
    "pack",
    "progress",
    "read",
    "to_html",
    "unpack",
    "update_catalog",
]
