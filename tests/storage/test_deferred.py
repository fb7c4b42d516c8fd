"""Modules that the database library seldom uses are imported when they are, whoever asks first."""

import subprocess
import sys

import pytest

BEGIN = """
import sys
import ita_desktop.storage
import sqlalchemy
assert not {name for name in sys.modules if name.startswith(("asyncio.", "_ssl", "email"))}
"""
RUN = "async def answer(): return 7\nassert asyncio.run(answer()) == 7"


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "use",
    [
        f"import asyncio\n{RUN}",
        f"import asyncio.queues\n{RUN}",
        f"from asyncio import TimeoutError\nimport asyncio\n{RUN}",
        """
from sqlalchemy.util import concurrency
async def answer(): pass
made = answer()
assert concurrency.iscoroutine(made) and not concurrency.iscoroutine(7)
made.close()
assert not concurrency.is_exit_exception(ValueError())
assert concurrency.is_exit_exception(concurrency.asyncio.CancelledError())
""",
        """
from importlib import metadata
assert metadata.version("sqlalchemy") == sqlalchemy.__version__
try:
    sqlalchemy.create_engine("unknown://")
except sqlalchemy.exc.NoSuchModuleError:
    pass
""",
        """
import importlib.metadata
assert importlib.metadata.version("sqlalchemy") == sqlalchemy.__version__
""",
        # Of threads that need it at once, none sees half of it.
        """
import asyncio
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(8) as threads:
    found = list(threads.map(lambda _: asyncio.open_connection, range(64)))
assert len(set(found)) == 1
""",
    ],
    ids=["whole", "part", "name", "library", "metadata", "by its package", "threads"],
)
def test_what_is_used_is_there(use: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + use],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert not done.stderr
    assert done.returncode == 0
