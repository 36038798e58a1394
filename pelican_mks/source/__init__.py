"""The places of diagnostics and tags in the author's file."""
