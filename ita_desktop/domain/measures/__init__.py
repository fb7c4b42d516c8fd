"""Schedules of measures, and cells that several measures share."""
