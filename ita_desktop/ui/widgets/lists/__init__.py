"""List widgets whose lines are links or information."""
