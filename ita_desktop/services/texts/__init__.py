"""The texts of a year as they were typed: found, replaced, and their years moved on."""
