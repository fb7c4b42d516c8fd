"""The sheets that ask before something begins, as their forms have them."""
