"""Pictures of figures: one description of each, drawn the same in the window and in documents."""
