"""The command line: the same services without a window. Imports no Qt unless a window is asked for.

Names, flags, JSON keys and exit codes are a public interface; they stay.
"""
