"""The language of rules: what a programme may say, read from `rules/` into values without any knowledge of a trade."""
