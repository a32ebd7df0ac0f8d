"""Showing one ended session to somebody else by a link: who was given one, and what it opens."""
