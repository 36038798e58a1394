"""What `fix` does to a text: plan fixes, try each one, keep those that leave the page as it was."""
