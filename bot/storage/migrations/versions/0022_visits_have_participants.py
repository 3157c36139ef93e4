"""Several partners go on one visit, each with reminders of her own; series have names."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)
_visit = sa.table(
    "visit", *(sa.column(name) for name in ("id", "source_key", "series_id", "partner_id"))
)
_goes = sa.table(
    "visit_participant", *(sa.column(name) for name in ("visit_id", "partner_id", "joined_at"))
)
_OF_PARTNERS = {
    name: sa.table(name, sa.column("visit_id"), sa.column("partner_id"))
    for name in ("reminder", "calendar_entry")
}


def upgrade() -> None:
    """Make who planned a visit its only participant."""
    op.create_table(
        "visit_participant",
        sa.Column("visit_id", _ID, nullable=False),
        sa.Column("partner_id", _ID, nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        _cascading("visit_participant", "visit"),
        _cascading("visit_participant", "partner"),
        sa.PrimaryKeyConstraint("visit_id", "partner_id", name=op.f("pk_visit_participant")),
    )
    op.create_index("ix_visit_participant_partner_id", "visit_participant", ["partner_id"])
    op.execute(
        "INSERT INTO visit_participant (visit_id, partner_id, joined_at) "
        "SELECT id, partner_id, created_at FROM visit"
    )
    _belongs_to_partner("reminder")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_constraint("uq_reminder_visit_id_kind_snooze", type_="unique")
        batch_op.create_unique_constraint(
            "uq_reminder_visit_id_partner_id_kind_snooze",
            ["visit_id", "partner_id", "kind", "snooze"],
        )
    _belongs_to_partner("calendar_entry")
    with op.batch_alter_table("calendar_entry", schema=None) as batch_op:
        batch_op.drop_constraint("pk_calendar_entry", type_="primary")
        batch_op.create_primary_key("pk_calendar_entry", ["visit_id", "partner_id"])
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("series_id", _ID, nullable=True))
        batch_op.drop_index("ix_visit_partner_id_starts_at")
        batch_op.drop_constraint("fk_visit_partner_id", type_="foreignkey")
        batch_op.drop_column("partner_id")
        batch_op.create_index("ix_visit_series_id", ["series_id"])
        batch_op.create_index("ix_visit_starts_at", ["starts_at"])
    _name_series()


def _cascading(table: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{other}_id")
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=name, ondelete="CASCADE")


def _belongs_to_partner(table: str) -> None:
    """Let each row be the one's who planned the visit."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(sa.Column("partner_id", _ID, nullable=True))
    rows = _OF_PARTNERS[table]
    planner = sa.select(_visit.c.partner_id).where(_visit.c.id == rows.c.visit_id)
    op.execute(rows.update().values(partner_id=planner.scalar_subquery()))
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column("partner_id", existing_type=_ID, nullable=False)
        batch_op.create_foreign_key(
            f"fk_{table}_partner_id", "partner", ["partner_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_index(f"ix_{table}_partner_id", ["partner_id"])


def _name_series() -> None:
    """Give the visits that one message planned a name that does not tell which message."""
    connection = op.get_bind()
    planned = connection.execute(
        sa.select(_visit.c.id, _visit.c.source_key).where(_visit.c.source_key.contains("#"))
    )
    names: dict[str, str] = {}
    for visit, source in planned.all():
        name = names.setdefault(source.rpartition("#")[0], str(uuid.uuid4()))
        connection.execute(_visit.update().where(_visit.c.id == visit).values(series_id=name))


def _first_on(visit: sa.ColumnElement[str]) -> sa.ScalarSelect[str]:
    first = sa.select(_goes.c.partner_id).where(_goes.c.visit_id == visit)
    return first.order_by(_goes.c.joined_at, _goes.c.partner_id).limit(1).scalar_subquery()


def downgrade() -> None:
    """Leave each visit to the first of its participants."""
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("partner_id", _ID, nullable=True))
    op.execute(_visit.update().values(partner_id=_first_on(_visit.c.id)))
    op.execute(_visit.delete().where(_visit.c.partner_id.is_(None)))
    for rows in _OF_PARTNERS.values():
        op.execute(rows.delete().where(rows.c.partner_id != _first_on(rows.c.visit_id)))
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_starts_at")
        batch_op.drop_index("ix_visit_series_id")
        batch_op.drop_column("series_id")
        batch_op.alter_column("partner_id", existing_type=_ID, nullable=False)
        batch_op.create_foreign_key(
            "fk_visit_partner_id", "partner", ["partner_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_index("ix_visit_partner_id_starts_at", ["partner_id", "starts_at"])
    with op.batch_alter_table("calendar_entry", schema=None) as batch_op:
        batch_op.drop_constraint("pk_calendar_entry", type_="primary")
        batch_op.create_primary_key("pk_calendar_entry", ["visit_id"])
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_constraint("uq_reminder_visit_id_partner_id_kind_snooze", type_="unique")
        batch_op.create_unique_constraint(
            "uq_reminder_visit_id_kind_snooze", ["visit_id", "kind", "snooze"]
        )
    for table in ("reminder", "calendar_entry"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_partner_id")
            batch_op.drop_constraint(f"fk_{table}_partner_id", type_="foreignkey")
            batch_op.drop_column("partner_id")
    op.drop_table("visit_participant")
