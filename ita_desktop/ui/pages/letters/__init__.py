"""หนังสือ, the second part of การประชุม."""
