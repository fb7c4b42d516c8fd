"""Follow-up of measures: entries, photographs, states and worksheets."""
