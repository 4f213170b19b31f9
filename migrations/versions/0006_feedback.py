"""What people say about drafts, with notes on their words."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("draft_id", sa.String(length=36), nullable=False),
        sa.Column("giver_id", sa.String(length=36), nullable=True),
        sa.Column(
            "given_as",
            sa.Enum(
                "facilitator",
                "peer",
                name="givenas",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("rubric_id", sa.String(length=40), nullable=False),
        sa.Column("rubric_version", sa.String(length=20), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("sends_back", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "replace(replace(CAST(marks AS TEXT), '1', '0'), '2', '0')"
            """ = '{"S": 0, "M": 0, "A": 0, "R": 0, "T": 0}'""",
            name=op.f("ck_feedback_marks_fit"),
        ),
        sa.CheckConstraint("length(comment) <= 2000", name=op.f("ck_feedback_comment_is_short")),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name=op.f("fk_feedback_draft_id_draft"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"],
            ["person.id"],
            name=op.f("fk_feedback_giver_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_draft_id"), "feedback", ["draft_id"])
    op.create_index(op.f("ix_feedback_giver_id"), "feedback", ["giver_id"])
    op.create_table(
        "feedback_note",
        sa.Column("feedback_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("start >= 0 AND stop > start", name=op.f("ck_feedback_note_has_words")),
        sa.CheckConstraint(
            "length(text) BETWEEN 1 AND 500", name=op.f("ck_feedback_note_text_is_short")
        ),
        sa.ForeignKeyConstraint(
            ["feedback_id"],
            ["feedback.id"],
            name=op.f("fk_feedback_note_feedback_id_feedback"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("feedback_id", "number", name=op.f("pk_feedback_note")),
    )


def downgrade() -> None:
    op.drop_table("feedback_note")
    op.drop_index(op.f("ix_feedback_giver_id"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_draft_id"), table_name="feedback")
    op.drop_table("feedback")
