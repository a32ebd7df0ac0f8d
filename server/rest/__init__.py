"""The REST routes: questions, sessions and their logs, debriefs, grading, health."""
