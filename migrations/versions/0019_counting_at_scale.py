"""What a count reads of the abundant facts stands in columns; the last answers are kept.

Lines that are there stay as they are; `training ledger rebuild` spreads them over the columns.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ledger_line") as batch:
        batch.alter_column("line", existing_type=sa.Text(), nullable=True)
        batch.add_column(sa.Column("record", sa.String(length=200), nullable=True))
        batch.add_column(sa.Column("about", sa.String(length=200), nullable=True))
        batch.add_column(sa.Column("words", sa.String(length=80), nullable=True))
        batch.add_column(sa.Column("times", sa.Text(), nullable=True))
        batch.add_column(sa.Column("known_from", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("supersedes", sa.String(length=200), nullable=True))
        batch.create_index(op.f("ix_ledger_line_record"), ["record"])
        batch.create_index(op.f("ix_ledger_line_supersedes"), ["supersedes"])
    op.create_table(
        "count_state",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("ledger", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_state")),
    )
    op.create_index(op.f("ix_count_state_key"), "count_state", ["key"])
    op.create_table(
        "count_page",
        sa.Column("state_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdicts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["state_id"],
            ["count_state.id"],
            name=op.f("fk_count_page_state_id_count_state"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("state_id", "reason", "number", name=op.f("pk_count_page")),
    )


def downgrade() -> None:
    op.drop_table("count_page")
    op.drop_table("count_state")
    op.execute("DELETE FROM ledger_line WHERE line IS NULL OR record IS NOT NULL")
    with op.batch_alter_table("ledger_line") as batch:
        batch.drop_index(op.f("ix_ledger_line_supersedes"))
        batch.drop_index(op.f("ix_ledger_line_record"))
        for name in ("supersedes", "known_from", "times", "words", "about", "record"):
            batch.drop_column(name)
        batch.alter_column("line", existing_type=sa.Text(), nullable=False)
