"""The append-only record of a session: the only truth.

Holds events, envelopes, the hash chain, folding and stores. Must not know who talks or how it is graded.
"""
