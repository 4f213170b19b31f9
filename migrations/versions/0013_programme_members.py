"""People who work for single programmes, and counts of single programmes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BEFORE = ("trainee", "facilitator", "staff", "author", "administrator")
SINCE = ("trainee", "facilitator", "staff", "organiser", "reporter", "author", "administrator")


def role(*words: str, constrained: bool = True) -> sa.Enum:
    return sa.Enum(*words, name="role", native_enum=False, create_constraint=constrained, length=32)


def change_roles(before: tuple[str, ...], since: tuple[str, ...]) -> None:
    for table in ("account_role", "invitation"):
        with op.batch_alter_table(table) as batch:
            if op.get_bind().dialect.name == "sqlite":
                batch.alter_column("role", existing_type=role(*before), type_=role(*since))
            else:
                batch.drop_constraint(op.f(f"ck_{table}_role"), type_="check")
                words = ", ".join(f"'{word}'" for word in since)
                batch.create_check_constraint(op.f(f"ck_{table}_role"), f"role IN ({words})")


def upgrade() -> None:
    change_roles(BEFORE, SINCE)
    op.create_table(
        "programme_member",
        sa.Column("programme_id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("role", role(*SINCE), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_programme_member_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_member_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("programme_id", "account_id", name=op.f("pk_programme_member")),
    )
    with op.batch_alter_table("tally") as batch:
        batch.add_column(sa.Column("programme_id", sa.String(length=36), nullable=True))
        batch.create_foreign_key(
            op.f("fk_tally_programme_id_programme"),
            "programme",
            ["programme_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        batch.create_index(op.f("ix_tally_programme_id"), ["programme_id"])


def downgrade() -> None:
    with op.batch_alter_table("tally") as batch:
        batch.drop_index(op.f("ix_tally_programme_id"))
        batch.drop_constraint(op.f("fk_tally_programme_id_programme"), type_="foreignkey")
        batch.drop_column("programme_id")
    op.drop_table("programme_member")
    for name in ("account_role", "invitation"):
        table = sa.table(name, sa.column("role", sa.String()))
        op.execute(sa.delete(table).where(table.c.role.in_(("organiser", "reporter"))))
    change_roles(SINCE, BEFORE)
