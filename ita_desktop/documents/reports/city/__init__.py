"""The papers of the city: all districts, one of them, one item, and the years side by side.

They are made of many files, and so of no office: their sentences are constants, not wordings.
"""
