"""What a person says of a file: the fields of columns, and answers that are remembered."""
