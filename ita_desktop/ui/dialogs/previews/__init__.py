"""Previews of imports, pastes and other changes; what was found in files to import."""
