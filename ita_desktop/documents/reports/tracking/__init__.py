"""Documents on the progress of measures."""
