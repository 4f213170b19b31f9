"""Targets for indicators."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("first_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=200), nullable=False),
        sa.Column("programme_id", sa.String(length=36), nullable=True),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.String(length=36), nullable=True),
        sa.CheckConstraint("begins <= ends", name=op.f("ck_target_begins_before_it_ends")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_target_number_is_positive")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["target.id"], name=op.f("fk_target_first_id_target"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_target_programme_id_programme"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["set_by"],
            ["person.id"],
            name=op.f("fk_target_set_by_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("first_id", "place", name=op.f("uq_target_first_id_place")),
    )
    with op.batch_alter_table("target") as batch:
        batch.create_index(batch.f("ix_target_programme_id"), ["programme_id"])


def downgrade() -> None:
    op.drop_table("target")
