"""Cell editors: text, numbers, dates, lists, owners. Of the table they use only its values.

An editor starts with a cell's value and returns a new one; text is parsed by the caller.
"""
