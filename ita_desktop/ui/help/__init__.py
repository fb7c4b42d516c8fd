"""The help window: manual, shortcuts and release notes."""
