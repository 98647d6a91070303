"""What Alembic runs: the steps over the connection that the store hands in, in its transaction."""

from __future__ import annotations

from alembic import context

from trtui.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
