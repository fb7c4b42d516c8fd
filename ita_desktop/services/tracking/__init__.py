"""Follow-up of measures: entries, photographs, rounds, due occurrences."""
