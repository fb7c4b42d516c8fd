"""Tables of other shapes as those that are read: years down, ticked columns."""
