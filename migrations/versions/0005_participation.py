"""The ledger's lines from outside, and issued counts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledger_line",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_line")),
    )
    with op.batch_alter_table("ledger_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_line_type"), ["type"], unique=False)

    op.create_table(
        "tally",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(length=36), nullable=True),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(hash) = 64", name=op.f("ck_tally_hash_is_sha256")),
        sa.ForeignKeyConstraint(
            ["issued_by"],
            ["person.id"],
            name=op.f("fk_tally_issued_by_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes"],
            ["tally.number"],
            name=op.f("fk_tally_supersedes_tally"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_tally")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_tally_supersedes")),
        sa.UniqueConstraint("uid", name=op.f("uq_tally_uid")),
    )


def downgrade() -> None:
    op.drop_table("tally")
    with op.batch_alter_table("ledger_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_line_type"))

    op.drop_table("ledger_line")
