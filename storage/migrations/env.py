"""What Alembic runs for every command: the steps, on the connection that `storage.schema` hands over."""

from __future__ import annotations

from alembic import context

from storage.migrations.plain_types import render_item
from storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
