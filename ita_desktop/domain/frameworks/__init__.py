"""What a year's framework says beside its parts: weights, and what of a draft is confirmed."""
