"""The record of measures: what was done, when, and the pictures that prove it."""
