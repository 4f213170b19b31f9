"""What staff add to the calendar of reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

STEPS = ("consultations", "submission", "national_report", "application", "documents")
STEPS += ("pre_session", "review", "addendum", "adoption", "mid_term", "next_review")
STATUSES = ("published", "measured", "expected")


def words(name: str, *known: str) -> sa.Enum:
    return sa.Enum(*known, name=name, native_enum=False, create_constraint=True, length=32)


def person(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_person")
    return sa.ForeignKeyConstraint([column], ["person.id"], name=name, ondelete="SET NULL")


def upgrade() -> None:
    op.create_table(
        "calendar_date",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("step", words("step", *STEPS), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("status", words("status", *STATUSES), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=36), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "first_day <= last_day", name=op.f("ck_calendar_date_begins_before_it_ends")
        ),
        person("calendar_date", "entered_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_date")),
    )
    op.create_table(
        "calendar_place",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=36), nullable=True),
        person("calendar_place", "entered_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_place")),
    )
    op.create_table(
        "calendar_rule",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(length=36), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_calendar_rule_counts_from_one")),
        person("calendar_rule", "saved_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_rule")),
        sa.UniqueConstraint("number", name=op.f("uq_calendar_rule_number")),
    )


def downgrade() -> None:
    op.drop_table("calendar_rule")
    op.drop_table("calendar_place")
    op.drop_table("calendar_date")
