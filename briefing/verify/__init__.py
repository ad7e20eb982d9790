"""What an outline states, held against its articles, and what built files state, held against the outline."""
