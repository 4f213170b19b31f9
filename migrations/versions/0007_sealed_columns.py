"""What people write is sealed: its columns hold any length, and limits move to the plain text.

This makes room only. `training init` and `training serve` seal the rows that are there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WIDER = {
    "person": {"display_name": 80},
    "account": {"email": 254},
    "organisation": {"name": 200},
    "programme": {"title": 200},
    "award": {"title": 200, "donor": 200},
    "workshop": {"title": 200},
    "agenda_item": {"title": 200},
}
FORMER_JSON = {"attempt": ("answers", "markings")}
LIMITS = {
    "draft": ("text_is_short", "length(text) BETWEEN 1 AND 1000"),
    "feedback": ("comment_is_short", "length(comment) <= 2000"),
    "feedback_note": ("text_is_short", "length(text) BETWEEN 1 AND 500"),
}
KEPT_CHECKS = {  # SQLite copies the table, and does not tell which checks it has
    "person": {"category": "category IN ('external', 'staff')"},
    "organisation": {
        "organisationkind": "kind IN ('cso', 'nhri', 'parliament', 'un', 'government', 'media',"
        " 'academia', 'other')"
    },
    "award": {"begins_before_it_ends": "starts_on <= ends_on"},
    "workshop": {
        "share_is_a_share": "share > 0 AND share <= 1",
        "kind": "kind IN ('training', 'sensitisation', 'conference', 'meeting')",
        "mode": "mode IN ('in_person', 'online_live')",
    },
    "feedback": {
        "marks_fit": "replace(replace(CAST(marks AS TEXT), '1', '0'), '2', '0')"
        """ = '{"S": 0, "M": 0, "A": 0, "R": 0, "T": 0}'""",
        "givenas": "given_as IN ('facilitator', 'peer')",
    },
    "feedback_note": {"has_words": "start >= 0 AND stop > start"},
}


def check(table, name, rule):
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def altering(table, *more):
    kept = [check(table, *one) for one in KEPT_CHECKS.get(table, {}).items()]
    return op.batch_alter_table(table, schema=None, table_args=(*kept, *more))


def upgrade() -> None:
    for table, columns in WIDER.items():
        with altering(table) as batch_op:
            for column, length in columns.items():
                batch_op.alter_column(
                    column, existing_type=sa.String(length=length), type_=sa.Text()
                )
            if table == "account":
                batch_op.drop_constraint(batch_op.f("uq_account_email"), type_="unique")
                batch_op.add_column(sa.Column("email_index", sa.String(length=64), nullable=True))
                batch_op.create_unique_constraint(
                    batch_op.f("uq_account_email_index"), ["email_index"]
                )
    for table, columns in FORMER_JSON.items():
        with altering(table) as batch_op:
            for column in columns:
                batch_op.alter_column(
                    column,
                    existing_type=sa.JSON(),
                    type_=sa.Text(),
                    postgresql_using=f"{column}::text",
                )
    for table, (name, rule) in LIMITS.items():
        with altering(table, check(table, name, rule)) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"ck_{table}_{name}"), type_="check")


def downgrade() -> None:
    refuse_sealed_rows()
    for table, (name, rule) in LIMITS.items():
        with altering(table) as batch_op:
            batch_op.create_check_constraint(batch_op.f(f"ck_{table}_{name}"), rule)
    for table, columns in FORMER_JSON.items():
        with altering(table) as batch_op:
            for column in columns:
                batch_op.alter_column(
                    column,
                    existing_type=sa.Text(),
                    type_=sa.JSON(),
                    postgresql_using=f"{column}::json",
                )
    for table, columns in WIDER.items():
        with altering(table) as batch_op:
            if table == "account":
                batch_op.drop_constraint(batch_op.f("uq_account_email_index"), type_="unique")
                batch_op.drop_column("email_index")
                batch_op.create_unique_constraint(batch_op.f("uq_account_email"), ["email"])
            for column, length in columns.items():
                batch_op.alter_column(
                    column, existing_type=sa.Text(), type_=sa.String(length=length)
                )


def refuse_sealed_rows() -> None:
    """Sealed values do not open without the product: a backup from before is the way back."""
    rows = sa.text("SELECT 1 FROM person LIMIT 1")
    if op.get_bind().execute(rows).first():
        raise RuntimeError("Rows are sealed. Restore a backup that was made before revision 0007.")
