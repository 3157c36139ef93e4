"""What Alembic runs: on the connection that `bot.storage.migrate` hands over, and on no other.

Nothing of `bot` is imported here: a migration runs years later against other code.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    compare_type=True,
    render_as_batch=True,
)
context.run_migrations()
