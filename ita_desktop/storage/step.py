"""The type of progress callbacks in the storage."""

from collections.abc import Callable

Step = Callable[[int, int, str], None]
"""Called with steps done, their total (0 if unknown), and a description of the next one; may raise
to cancel, nothing is changed then."""
