"""Reusable widgets. They take plain values and emit signals, and do not access the workspace."""
