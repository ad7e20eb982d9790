"""Help while an outline is being written: what editors are told, by a JSON Schema, and what keys and kinds mean."""
