"""The placing room: finished files into their places, both or neither, and never over somebody's work."""
