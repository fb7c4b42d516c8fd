"""Help in the program: the manual, all shortcuts and what is new, in a window of their own."""
