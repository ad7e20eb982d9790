"""The batch room: many packs from one outline and a table of recipients, or from many outlines."""
