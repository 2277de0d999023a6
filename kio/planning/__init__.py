"""Planning: what a requirement still lacks, and the earliest day on which the goal of a training can be reached."""
