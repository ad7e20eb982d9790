"""CJK typography without a renderer: measuring, and breaking lines by the rules of GB/T 15834."""
