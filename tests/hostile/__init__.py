"""Files and folders that somebody made to crash, to fool or to delay kio."""
