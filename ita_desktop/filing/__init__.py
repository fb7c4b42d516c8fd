"""Files out: written whole or not at all, and Office files that are the same bytes each time.

Knows nothing of what is in them; documents and exchange both write through it.
"""
