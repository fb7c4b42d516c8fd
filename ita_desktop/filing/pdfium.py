"""pdfium draws PDF pages and reads their text, for one thread at a time."""

import threading
from typing import Final

ONE_AT_A_TIME: Final = threading.Lock()
"""pdfium keeps state of its own that two threads must not touch at once."""
