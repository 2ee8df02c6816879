"""Speed of accord, measured in CPU seconds or as a ratio to a named peer in the same run: `make bench`."""
