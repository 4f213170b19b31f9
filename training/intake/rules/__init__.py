"""The rules of bringing history in: files, tables, columns, dates, people, facts. Plain Python.

Described in docs/intake.md.
"""

from training.intake.rules.choices import (
    DIFFERENT,
    SAME,
    Choices,
    as_map,
    heading,
    is_order_asked,
    plan_of,
    read_map,
    to_remember,
)
from training.intake.rules.columns import Column, Field, columns_of, header_keys, signature
from training.intake.rules.days import Order, read_days
from training.intake.rules.encodings import ENCODINGS
from training.intake.rules.entries import Entry, Human, read_entries
from training.intake.rules.gathering import Gathered, Surroundings, Wanted, gather
from training.intake.rules.people import Doubt, Known, Question
from training.intake.rules.plain import key, tidy
from training.intake.rules.plans import Plan
from training.intake.rules.reading import MOST_READ, MOST_SENT, read_file
from training.intake.rules.settling import (
    Chain,
    Settled,
    missing,
    numbered,
    root,
    settle,
    taken_back,
)
from training.intake.rules.sheets import Book, Fault, Sheet, Unreadable, book_from, letter
from training.intake.rules.tables import Table, Why, table_in

__all__ = [
    "DIFFERENT",
    "ENCODINGS",
    "MOST_READ",
    "MOST_SENT",
    "SAME",
    "Book",
    "Chain",
    "Choices",
    "Column",
    "Doubt",
    "Entry",
    "Fault",
    "Field",
    "Gathered",
    "Human",
    "Known",
    "Order",
    "Plan",
    "Question",
    "Settled",
    "Sheet",
    "Surroundings",
    "Table",
    "Unreadable",
    "Wanted",
    "Why",
    "as_map",
    "book_from",
    "columns_of",
    "gather",
    "header_keys",
    "heading",
    "is_order_asked",
    "key",
    "letter",
    "missing",
    "numbered",
    "plan_of",
    "read_days",
    "read_entries",
    "read_file",
    "read_map",
    "root",
    "settle",
    "signature",
    "table_in",
    "taken_back",
    "tidy",
    "to_remember",
]
