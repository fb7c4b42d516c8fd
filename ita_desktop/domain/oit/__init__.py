"""What OIT items ask for."""
