"""Runs one function for the executor: packages/runtimes/README.md has the protocol.

Python 3.8 reads it, with no dependencies, as it runs in the official images of every version.
"""

import sys

from basalt_runtime.serve import serve

# The first place to look for modules is this folder: what the function imports must be its own.
sys.path.pop(0)
serve()
