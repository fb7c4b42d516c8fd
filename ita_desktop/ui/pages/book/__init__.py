"""The book of measures, in the place of the list of documents."""
