"""Django's own PostgreSQL, but for two things that cost a statement each time: see ``base``."""
