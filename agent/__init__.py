"""The interviewer as pure functions: what was understood, what to do next, and what to say.

No clock, no network, no randomness, no asyncio: time and chance come in as events.
"""
