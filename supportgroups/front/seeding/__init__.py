"""Worlds to try the site on: a small lively one, and a large one to measure with."""
