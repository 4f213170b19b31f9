"""Counts that a second person signed off."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tally") as batch:
        batch.add_column(sa.Column("signed_by", sa.String(length=36), nullable=True))
        batch.add_column(sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key(
            op.f("fk_tally_signed_by_person"), "person", ["signed_by"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("tally") as batch:
        batch.drop_constraint(op.f("fk_tally_signed_by_person"), type_="foreignkey")
        batch.drop_column("signed_at")
        batch.drop_column("signed_by")
