"""ITA Desktop: the ITA year of a Bangkok district office in one workspace file.

The layers below this package, and who may import whom, are described in ARCHITECTURE.md.
"""

__version__ = "0.2.0"
