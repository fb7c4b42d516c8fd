"""Previews of imports, pastes and other changes."""
