"""Compiled forms (``python forms/compile.py``). Never edited by hand."""
