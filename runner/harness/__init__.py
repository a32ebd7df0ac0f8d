"""Code that runs inside the sandbox, plus the codec that both sides share.

Standard library and NumPy only, and none of our other rooms: what is not here is not in the sandbox either. Nothing in
here decides anything; a submission may take all of it apart and can still only send plain values.
"""
