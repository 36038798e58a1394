"""What the plugin costs, beside what others cost: `make bench`."""
