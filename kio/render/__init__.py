"""The faces of kio: standings and problems as a screen, as plain lines and as data for scripts."""
