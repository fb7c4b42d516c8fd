"""What the program tells about itself: licences, details for support, newer versions."""
