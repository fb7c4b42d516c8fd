"""How fast the program is beside a peer that does the same, as ratios measured in one run."""
