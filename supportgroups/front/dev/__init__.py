"""Pages for development only; the roof leaves them out everywhere else."""
