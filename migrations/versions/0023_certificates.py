"""Certificates: numbers without a person, and who holds them."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KINDS = ("training", "sensitisation", "conference", "meeting", "course")


def upgrade() -> None:
    op.create_table(
        "certificate",
        sa.Column("number", sa.String(length=13), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certificate")),
    )
    op.create_table(
        "certificate_holder",
        sa.Column("number", sa.String(length=13), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("event_id", sa.String(length=160), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["certificate.number"],
            name=op.f("fk_certificate_holder_number_certificate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_certificate_holder_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certificate_holder")),
        sa.UniqueConstraint(
            "person_id", "event_id", name=op.f("uq_certificate_holder_person_id_event_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("certificate_holder")
    op.drop_table("certificate")
