"""The countries that staff watch."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watched_country",
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by"],
            ["person.id"],
            name=op.f("fk_watched_country_added_by_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("country", name=op.f("pk_watched_country")),
    )


def downgrade() -> None:
    op.drop_table("watched_country")
