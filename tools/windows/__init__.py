"""Windows on Linux: the program is tried, and its set-up made, under wine."""
