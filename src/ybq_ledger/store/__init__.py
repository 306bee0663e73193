"""Floor 3: files, git, the strict reader and the only writer."""
