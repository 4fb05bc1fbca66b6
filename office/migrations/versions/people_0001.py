"""People, who knocked, sessions, sign-ins under way, the agreement, and the files of the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)
_ONE_OF_TWO = "(person IS NULL) = (local_role IS NOT NULL)"


def upgrade() -> None:
    """Makes the tables."""
    _people()
    _sessions()
    _agreement()
    op.create_table(
        "audit_files",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("known_lines", sa.Integer(), nullable=False),
        sa.Column("known_hash", sa.String(64), nullable=False),
        sa.Column("removed_at", _MOMENT),
        sa.PrimaryKeyConstraint("name", name="pk_audit_files"),
    )


def downgrade() -> None:
    """Takes them away, with all that is in them."""
    for table in ("audit_files", "agreement", "sign_ins", "sessions", "knocks", "people"):
        op.drop_table(table)


def _identity() -> tuple[sa.Column[int] | sa.Column[str], ...]:
    return (
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(31), nullable=False),
        sa.Column("tenant", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("display_name", sa.String(120)),
    )


def _people() -> None:
    op.create_table(
        "people",
        *_identity(),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("municipality_code", sa.String(6)),
        sa.Column("functions", sa.String(60), nullable=False),
        sa.Column("function_name", sa.String(120)),
        sa.Column("admitted_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("put_out_at", _MOMENT),
        sa.PrimaryKeyConstraint("number", name="pk_people"),
        sa.UniqueConstraint("issuer", "tenant", "subject", name="uq_people_issuer_tenant_subject"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_people_municipality_code", "people", ["municipality_code"])
    op.create_table(
        "knocks",
        *_identity(),
        sa.Column("first_at", _MOMENT, nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        sa.Column("knock_count", sa.Integer(), nullable=False),
        sa.Column("turned_away_at", _MOMENT),
        sa.PrimaryKeyConstraint("number", name="pk_knocks"),
        sa.UniqueConstraint("issuer", "tenant", "subject", name="uq_knocks_issuer_tenant_subject"),
    )
    op.create_index("ix_knocks_last_at", "knocks", ["last_at"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id_sha256", sa.String(64), nullable=False),
        sa.Column("person", sa.Integer()),
        sa.Column("issuer", sa.String(31)),
        sa.Column("local_role", sa.String(20)),
        sa.Column("local_municipality_code", sa.String(6)),
        sa.Column("local_functions", sa.String(60)),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("last_used_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT),
        sa.Column("provider_session", sa.String(255)),
        sa.Column("id_token", sa.Text()),
        sa.CheckConstraint(_ONE_OF_TWO, name=op.f("ck_sessions_of_a_person_or_local")),
        sa.ForeignKeyConstraint(["person"], ["people.number"], name="fk_sessions_person"),
        sa.PrimaryKeyConstraint("number", name="pk_sessions"),
        sa.UniqueConstraint("id_sha256", name="uq_sessions_id_sha256"),
    )
    op.create_index("ix_sessions_person", "sessions", ["person"])
    op.create_index("ix_sessions_begun_at", "sessions", ["begun_at"])
    op.create_index("ix_sessions_issuer_provider_session", "sessions", ["issuer", "provider_session"])
    op.create_table(
        "sign_ins",
        sa.Column("id_sha256", sa.String(64), nullable=False),
        sa.Column("issuer", sa.String(31), nullable=False),
        sa.Column("state", sa.String(200), nullable=False),
        sa.Column("nonce", sa.String(200), nullable=False),
        sa.Column("code_verifier", sa.String(200), nullable=False),
        sa.Column("return_path", sa.Text(), nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id_sha256", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_begun_at", "sign_ins", ["begun_at"])


def _agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(6), nullable=False),
        sa.Column("statement_table", sa.String(20), nullable=False),
        sa.Column("says_yes", sa.Boolean(), nullable=False),
        sa.Column("noted_by", sa.Integer()),
        sa.Column("noted_role", sa.String(20), nullable=False),
        sa.Column("noted_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["noted_by"], ["people.number"], name="fk_agreement_noted_by"),
        sa.PrimaryKeyConstraint("number", name="pk_agreement"),
    )
    op.create_index(
        "ix_agreement_municipality_code_statement_table", "agreement", ["municipality_code", "statement_table"]
    )
