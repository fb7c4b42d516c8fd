"""Pictures: of figures, one description drawn the same in the window and in documents; and
photographs, read with caution and made as small as they are needed."""
