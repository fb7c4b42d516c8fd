"""Use cases of the program: one function or small class each.

A service opens a unit of work, calls the domain, and returns what changed. No SQL, no Qt.
"""
