"""Runs untrusted code in a sandbox and says what happened.

This room knows nothing of interviews and never holds an expected value. Other rooms below the server may import
only `runner.report`; the question bank also drives a `runner.sandbox.Sandbox`.
"""
