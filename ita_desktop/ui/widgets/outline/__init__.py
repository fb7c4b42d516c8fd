"""An outline editor."""
