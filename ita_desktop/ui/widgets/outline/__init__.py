"""An outline that is typed over in its place."""
