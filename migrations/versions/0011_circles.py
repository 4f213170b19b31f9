"""Circles in which people answer each other's drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "circle",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workshop_id", sa.String(length=36), nullable=False),
        sa.Column("course_id", sa.String(length=80), nullable=False),
        sa.Column("activity_id", sa.String(length=80), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("drafts_until", MOMENT, nullable=False),
        sa.Column("feedback_until", MOMENT, nullable=False),
        sa.Column("began_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.CheckConstraint("wanted BETWEEN 1 AND 5", name=op.f("ck_circle_wanted_is_bearable")),
        sa.CheckConstraint(
            "feedback_until > drafts_until", name=op.f("ck_circle_drafts_come_first")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_circle_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle")),
        sa.UniqueConstraint(
            "workshop_id", "activity_id", name=op.f("uq_circle_workshop_id_activity_id")
        ),
    )
    op.create_table(
        "circle_member",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("circle_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("reads", sa.JSON(), nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("draft_id", sa.String(length=36), nullable=True),
        sa.Column("draft_language", sa.String(length=8), nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["circle_id"],
            ["circle.id"],
            name=op.f("fk_circle_member_circle_id_circle"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_circle_member_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name=op.f("fk_circle_member_draft_id_draft"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_member")),
        sa.UniqueConstraint(
            "circle_id", "person_id", name=op.f("uq_circle_member_circle_id_person_id")
        ),
    )
    op.create_index(op.f("ix_circle_member_person_id"), "circle_member", ["person_id"])
    op.create_index(op.f("ix_circle_member_draft_id"), "circle_member", ["draft_id"])
    op.create_table(
        "circle_practice",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("practised_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["circle_member.id"],
            name=op.f("fk_circle_practice_member_id_circle_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_practice")),
        sa.UniqueConstraint("member_id", name=op.f("uq_circle_practice_member_id")),
    )
    op.create_table(
        "circle_answer",
        sa.Column("feedback_id", sa.String(length=36), nullable=False),
        sa.Column("reader_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["feedback_id"],
            ["feedback.id"],
            name=op.f("fk_circle_answer_feedback_id_feedback"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["circle_member.id"],
            name=op.f("fk_circle_answer_reader_id_circle_member"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["circle_member.id"],
            name=op.f("fk_circle_answer_author_id_circle_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("feedback_id", name=op.f("pk_circle_answer")),
        sa.UniqueConstraint(
            "reader_id", "author_id", name=op.f("uq_circle_answer_reader_id_author_id")
        ),
    )
    op.create_index(op.f("ix_circle_answer_author_id"), "circle_answer", ["author_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_circle_answer_author_id"), table_name="circle_answer")
    op.drop_table("circle_answer")
    op.drop_table("circle_practice")
    op.drop_index(op.f("ix_circle_member_draft_id"), table_name="circle_member")
    op.drop_index(op.f("ix_circle_member_person_id"), table_name="circle_member")
    op.drop_table("circle_member")
    op.drop_table("circle")
