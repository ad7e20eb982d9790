"""The PowerPoint deck: layouts as data, deciding (plan), serialising (write), and the template made from the layouts."""
