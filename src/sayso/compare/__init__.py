"""Claims → Links and Questions: what answers what, and how the answers stand to one another."""
