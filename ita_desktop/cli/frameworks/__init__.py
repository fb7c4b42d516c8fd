"""Commands for frameworks: those of years, drafts, and their files."""
