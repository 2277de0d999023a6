"""Earlier versions of a workspace, as git holds them: read by plumbing that runs nothing a repository names."""
