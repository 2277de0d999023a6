"""The evaluator: a record, its rules and a day in; one tree of results that explains itself out."""
