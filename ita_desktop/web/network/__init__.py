"""Fetches web addresses: with limits, to public addresses, and with good manners."""
