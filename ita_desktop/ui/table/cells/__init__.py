"""Layout, measuring and painting of cells."""
