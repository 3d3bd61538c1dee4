"""What a page costs: `make bench` serves a large made-up world and measures it. Not a test: it passes nothing."""
