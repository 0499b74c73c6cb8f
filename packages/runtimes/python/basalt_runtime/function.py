"""Finds the function in the module that the user has deployed."""

import importlib.util
import os
import sys

# Where builds of this language put what they install.
PACKAGES = ".python-packages"


class LoadFailure(Exception):
    """A sentence about what keeps the function from being loaded."""


def load_function(folder, entrypoint):
    """The module's `main`. Raises LoadFailure, or what the module itself raised."""
    if not entrypoint:
        raise LoadFailure("The function has no entrypoint.")
    root = os.path.abspath(folder)
    path = os.path.abspath(os.path.join(root, entrypoint))
    if os.path.commonpath([root, path]) != root:
        raise LoadFailure(f"The entrypoint {entrypoint} is outside of the function.")
    if not os.path.isfile(path):
        raise LoadFailure(f"The entrypoint {entrypoint} is not in the deployment.")
    sys.dont_write_bytecode = True  # nothing can be written there
    sys.path[:0] = [os.path.dirname(path), root, os.path.join(root, PACKAGES)]
    os.chdir(root)
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise LoadFailure(f"The entrypoint {entrypoint} is no Python module.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    main = getattr(module, "main", None)
    if not callable(main):
        raise LoadFailure(f"{entrypoint} has no function main.")
    return main
