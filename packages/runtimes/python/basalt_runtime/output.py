"""What a function writes: lines of one execution, kept apart from those of others that run at the same time."""

import contextvars
import json
import os
import re
import secrets
import sys
import threading
import traceback
from collections import deque

MAX_LINE = 8000
MAX_TOTAL = 1_000_000
HINT = "Output that was not written by context.log() or context.error():"

current = contextvars.ContextVar("current", default=None)


class Lines:
    """The last million characters of what was written, in whole lines."""

    def __init__(self):
        self._lines = deque()
        self._size = 0
        self._dropped = False

    def add(self, line):
        self._lines.append(line)
        self._size += len(line) + 1
        while self._size > MAX_TOTAL:
            self._size -= len(self._lines.popleft()) + 1
            self._dropped = True

    def __str__(self):
        note = [f"[Earlier lines are left out: the last {MAX_TOTAL} characters are kept.]"] if self._dropped else []
        return "\n".join([*note, *self._lines])


class Output:
    """The output of one execution. Each line also goes to the process's own output at once, to outlive a crash."""

    def __init__(self, log_id, enabled):
        self.id = log_id
        self.logs = Lines()
        self.errors = Lines()
        self.closed = False
        self._enabled = enabled
        self._hinted = False
        self._partial = ""
        self._lock = threading.Lock()

    def log(self, *values):
        self._write(1, self.logs, " ".join(map(to_text, values)))

    def error(self, *values):
        self._write(2, self.errors, " ".join(map(to_text, values)))

    def native(self, text):
        """What print and the standard streams are given, in pieces."""
        *lines, self._partial = (self._partial + text).split("\n")
        for line in lines:
            if not self._hinted:
                self._hinted = True
                self._write(1, self.logs, HINT)
            self._write(1, self.logs, line)

    def close(self):
        if self._partial:
            self.native("\n")
        self.closed = True

    def _write(self, descriptor, lines, text):
        if not self._enabled or self.closed:
            return
        line = text if len(text) <= MAX_LINE else f"{text[:MAX_LINE]}... (cut at {MAX_LINE} characters)"
        with self._lock:
            lines.add(line)
        write_through(descriptor, self.id, line)


def write_through(descriptor, log_id, line):
    prefix = f"[{log_id}] "
    text = prefix + line.replace("\n", f"\n{prefix}") + "\n"
    try:
        os.write(descriptor, text.encode("utf-8", "replace"))
    except OSError:
        pass  # Nobody reads the process's own output, or not fast enough: the answer still has the line.


def to_text(value):
    if isinstance(value, str):
        return value
    if isinstance(value, BaseException):
        return "".join(traceback.format_exception(type(value), value, value.__traceback__)).rstrip("\n")
    if isinstance(value, (dict, list, tuple, bool)) or value is None:
        try:
            return json.dumps(value, ensure_ascii=False)
        except (TypeError, ValueError):
            return str(value)
    return str(value)


class Captured:
    """Stands for a standard stream: what an execution prints becomes part of its logs."""

    def __init__(self, stream):
        self._stream = stream

    def write(self, text):
        output = current.get()
        if output is None or output.closed:
            return self._stream.write(text)
        output.native(str(text))
        return len(text)

    def __getattr__(self, name):
        return getattr(self._stream, name)


def capture_streams():
    sys.stdout = Captured(sys.stdout)
    sys.stderr = Captured(sys.stderr)


def log_id(given):
    if os.environ.get("OPEN_RUNTIMES_ENV") == "development":
        return "dev"
    return given if given and re.fullmatch(r"[\w.-]{1,64}", given, re.ASCII) else secrets.token_hex(8)
