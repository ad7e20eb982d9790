"""The preview: planned slides and the Word briefing's text as one page for a browser; decides nothing about either."""
