"""The pages of the door and of a group's own affairs."""
