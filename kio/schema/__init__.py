"""What files of a workspace may hold, as JSON Schema: for editors, and for tools that know nothing of kio."""
