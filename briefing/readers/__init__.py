"""Those who receive the files: what they read them with, what is not there, and what they see instead."""
