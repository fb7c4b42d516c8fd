"""What a release is made of: locked dependencies, environments of nothing else, packages."""
