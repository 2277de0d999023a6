"""What files may say, and the plain values that the rest of kio works with."""
