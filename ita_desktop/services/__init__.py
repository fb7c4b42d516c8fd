"""What a clerk can do, one function or small class a use case.

A service opens a unit of work, asks the domain, and says what changed. No SQL, no Qt.
"""
