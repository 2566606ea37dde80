"""How the tables came to be, one numbered module a step."""
