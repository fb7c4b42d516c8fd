"""The record of measures: what was done, in which rounds, and what is due."""
