"""Simulated candidates: scenario files, the pure player that reads them, and the checklist for the interviewer.

A scenario is data. `candidate` says what its candidate does next, given the log; `in_memory` and `over_socket` do it.
"""
