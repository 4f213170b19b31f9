"""The records of people who were erased, so that no file brings them back."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forgotten_record",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_forgotten_record")),
    )


def downgrade() -> None:
    op.drop_table("forgotten_record")
