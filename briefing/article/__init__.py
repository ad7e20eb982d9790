"""Articles as their publishers give them: read from any file of an office, and searched as a reader would."""
