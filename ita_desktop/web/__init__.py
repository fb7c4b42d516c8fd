"""Checks web addresses: fetches them with limits, reads what came, and judges it.

Nothing here runs unless a check was asked for: it is the only part of the program that opens a
connection to the network.
"""
