"""The cells of a row, each read by what its column means."""
