"""What an outline states, held against its articles."""
