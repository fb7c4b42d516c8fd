"""The command line: the same services without a window. Imports no Qt unless a window is asked for.
Commands stand one file a group of them; `main.py` lists these.

Names, flags, JSON keys and exit codes are a public interface; they stay.
"""
