"""What lieux send us, and how it becomes an entry."""
