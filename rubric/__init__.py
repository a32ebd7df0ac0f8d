"""Judges a finished log: signals, criteria, five dimensions, and the debrief.

Pure: no clock, no network, no model. A criterion that crashed or had nothing to look at is `not assessed`, never zero.
"""
