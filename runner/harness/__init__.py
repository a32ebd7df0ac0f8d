"""Code that runs inside the sandbox: standard library and NumPy only, and none of our other rooms."""
