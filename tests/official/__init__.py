"""What the Word file must keep of the official format, clause by clause, each with the ways to break it."""
