"""Drafts the next step from the difference between the models and the last step.

    python -m storage.migrations "Give places a picture"

Read what it wrote before you commit it: Alembic sees tables, columns and indexes, but not renames and not data.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database
from storage.encryption import Vault, new_key
from storage.schema import configuration, migrate


def _draft(connection: Connection, message: str) -> None:
    config = configuration(connection)
    head = ScriptDirectory.from_config(config).get_current_head()
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    command.revision(config, message, autogenerate=True, rev_id=f"{int(head or 0) + 1:04}")


async def _main(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'draft.db'}", Vault([new_key()]))
        await migrate(database)
        async with database.engine.connect() as connection:
            await connection.run_sync(_draft, message)
        await database.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.exit(__doc__)
    asyncio.run(_main(sys.argv[1]))
