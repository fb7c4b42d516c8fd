"""What a release is made of: locked dependencies, and environments of nothing else."""
