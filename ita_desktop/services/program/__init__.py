"""Information about the program: licences, support details, newer versions."""
