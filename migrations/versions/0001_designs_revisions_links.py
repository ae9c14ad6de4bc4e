"""Designs, revisions and links."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "design",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("routing_digest", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("forked_from", sa.String(32), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_design_version_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_design")),
    )
    op.create_table(
        "revision",
        sa.Column("design_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("label", sa.String(200), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("routing_digest", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('automatic', 'named', 'created', 'restored')", name=op.f("ck_revision_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["design_id"], ["design.id"], name=op.f("fk_revision_design_id_design"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("design_id", "number", name=op.f("pk_revision")),
    )
    op.create_table(
        "link",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("design_id", sa.String(32), nullable=False),
        sa.Column("access", sa.String(8), nullable=False),
        sa.Column("sealed_view", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.CheckConstraint("access IN ('view', 'edit')", name=op.f("ck_link_access_known")),
        sa.ForeignKeyConstraint(
            ["design_id"], ["design.id"], name=op.f("fk_link_design_id_design"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_link")),
    )
    op.create_index("ix_link_design_id_access", "link", ["design_id", "access"])


def downgrade() -> None:
    """Drop the three tables."""
    op.drop_index("ix_link_design_id_access", table_name="link")
    op.drop_table("link")
    op.drop_table("revision")
    op.drop_table("design")
