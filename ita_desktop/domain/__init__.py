"""The domain model: years, frameworks, scores, levels, schedules, Thai digits and dates.

Frozen dataclasses and pure functions. Imports only the standard library.
"""
