"""The parts of the runtime server."""
