"""From article files to a first outline: what they state, found and laid out for a person to decide on."""
