"""How problems are shown: with the line that is wrong, to people; as SARIF and workflow commands, to programs."""
