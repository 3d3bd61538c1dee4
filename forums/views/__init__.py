"""The pages where people read and write."""
