"""Where in the author's file something stands."""
