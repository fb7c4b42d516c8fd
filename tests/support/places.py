"""Where the tests find the checkout's files."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
FIXTURES: Final = ROOT / "tests" / "fixtures"
WORKSPACES: Final = ROOT / "tests" / "workspaces"
"""One file of each schema version."""
SAMPLE: Final = ROOT / "resources" / "sample" / "sample.ita"
