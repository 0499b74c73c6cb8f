"""`context.res`, and what becomes of the answers made with it."""

import json
import re

from .request import RESERVED

MAX_BYTES = 20 * 1024 * 1024

# These belong to the connection between the runtime and its caller, which are not the function's.
OF_CONNECTION = {"connection", "content-length", "keep-alive", "transfer-encoding", "upgrade", "trailer"}


class Response:
    """Makes answers: what a function returns."""

    def send(self, body, status_code=200, headers=None):
        return {"body": body, "status_code": status_code, "headers": headers or {}}

    def text(self, body, status_code=200, headers=None):
        return self.send(body, status_code, with_type("text/plain", headers))

    def json(self, value, status_code=200, headers=None):
        return self.send(json.dumps(value, separators=(",", ":")), status_code, with_type("application/json", headers))

    def binary(self, data, status_code=200, headers=None):
        return self.send(data, status_code, with_type("application/octet-stream", headers))

    def empty(self):
        return self.send("", 204)

    def redirect(self, url, status_code=301, headers=None):
        return self.send("", status_code, {**lower_cased(headers), "location": url})


class InvalidAnswer(Exception):
    """Says what is wrong with what a function returned."""


def finish(answer):
    """Checks what a function returned: status, headers and bytes for the wire. Raises InvalidAnswer."""
    if answer is None:
        raise InvalidAnswer(
            "The function returned nothing: return context.res.empty(), or another answer of context.res."
        )
    if not isinstance(answer, dict) or "body" not in answer:
        raise InvalidAnswer("The function returned something that is not an answer of context.res.")
    status = answer.get("status_code", 200)
    if not isinstance(status, int) or isinstance(status, bool) or not 200 <= status <= 599:
        raise InvalidAnswer(f"The status of an answer is a whole number from 200 to 599, not {status}.")
    body = to_bytes(answer["body"])
    if len(body) > MAX_BYTES:
        raise InvalidAnswer(f"The body of an answer may have {MAX_BYTES} bytes, not {len(body)}.")
    return status, wire_headers(answer.get("headers") or {}), body


def to_bytes(body):
    if body is None:
        return b""
    if isinstance(body, (bytes, bytearray, memoryview)):
        return bytes(body)
    text = json.dumps(body) if isinstance(body, (dict, list, tuple)) else str(body)
    return text.encode("utf-8", "replace")


def wire_headers(given):
    headers = {}
    for name, value in given.items():
        key = str(name).lower()
        if key.startswith(RESERVED) or key in OF_CONNECTION or value is None:
            continue
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9a-z-]+", key):
            raise InvalidAnswer(f"{name!r} is no name of a header.")
        text = str(value)
        if re.search(r"[^\t\x20-\x7e\x80-\xff]", text):
            raise InvalidAnswer(f"The header {key} has a value that cannot be sent.")
        headers[key] = text
    headers["content-type"] = content_type(headers.get("content-type", "text/plain"))
    return headers


def content_type(given):
    # A boundary is compared letter by letter.
    if re.match(r"multipart/", given, re.IGNORECASE):
        return given
    lower = given.lower()
    return lower if "charset=" in lower else f"{lower}; charset=utf-8"


def with_type(default, headers):
    return {"content-type": default, **lower_cased(headers)}


def lower_cased(headers):
    return {str(name).lower(): value for name, value in (headers or {}).items()}
