"""Hints by which two records of one human are noticed, and suggestions made from them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KINDS = (
    *("card", "email", "phone", "name", "one_word", "sound", "letters", "two_words", "initials"),
    *("could_be_initials", "made_from"),
)


def upgrade() -> None:
    op.create_table(
        "hint_key",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hint_key")),
    )
    op.create_table(
        "identity_hint",
        sa.Column("person_id", sa.String(length=200), nullable=False),
        sa.Column("value", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="hintkind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("own_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["own_id"],
            ["person.id"],
            name=op.f("fk_identity_hint_own_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "value", name=op.f("pk_identity_hint")),
    )
    op.create_index(op.f("ix_identity_hint_own_id"), "identity_hint", ["own_id"])
    op.create_index(op.f("ix_identity_hint_value"), "identity_hint", ["value"])
    op.create_table(
        "identity_suggestion",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("one_id", sa.String(length=200), nullable=False),
        sa.Column("other_id", sa.String(length=200), nullable=False),
        sa.Column("own_one_id", sa.String(length=36), nullable=True),
        sa.Column("own_other_id", sa.String(length=36), nullable=True),
        sa.Column("bits", sa.Double(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("put_off_until", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["person.id"],
                name=op.f(f"fk_identity_suggestion_{column}_person"),
                ondelete="CASCADE",
            )
            for column in ("own_one_id", "own_other_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_suggestion")),
        sa.UniqueConstraint(
            "one_id", "other_id", name=op.f("uq_identity_suggestion_one_id_other_id")
        ),
    )
    for column in ("other_id", "own_one_id", "own_other_id"):
        name = op.f(f"ix_identity_suggestion_{column}")
        op.create_index(name, "identity_suggestion", [column])


def downgrade() -> None:
    op.drop_table("identity_suggestion")
    op.drop_table("identity_hint")
    op.drop_table("hint_key")
