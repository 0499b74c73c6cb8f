"""`context.req`."""

import json
import re

RESERVED = "x-open-runtimes-"


class Request:
    """The request as it came. Names are those of the open-runtimes contract for Python."""

    def __init__(self, method, target, headers, body):
        self.method = method
        self.headers = headers
        self.path, _, self.query_string = target.partition("?")
        self.scheme = headers.get("x-forwarded-proto") or "http"
        usual = 443 if self.scheme == "https" else 80
        host, port = re.fullmatch(r"(.*?)(?::(\d+))?", headers.get("host", ""), re.DOTALL).groups()
        self.host = host
        self.port = int(port) if port else usual
        place = host if self.port == usual else f"{host}:{self.port}"
        self.url = f"{self.scheme}://{place}{self.path}" + (f"?{self.query_string}" if self.query_string else "")
        self.query = parse_query(self.query_string)
        self.body_binary = body

    @property
    def body_text(self):
        return self.body_binary.decode("utf-8", "replace")

    @property
    def body_raw(self):
        return self.body_text

    @property
    def body_json(self):
        return json.loads(self.body_text)

    @property
    def body(self):
        if not self.headers.get("content-type", "").lower().startswith("application/json"):
            return self.body_text
        return self.body_json if self.body_binary else {}


def parse_query(text):
    """Values are as they came, not decoded."""
    pairs = (pair.partition("=") for pair in text.split("&") if pair)
    return {name: value for name, _, value in pairs}


def headers_for(given, forced):
    """The caller's headers without those of the runtime, and with those that the environment forces."""
    headers = {}
    for name, value in given.items():
        key = name.lower()
        if not key.startswith(RESERVED):
            headers[key] = f"{headers[key]}, {value}" if key in headers else value
    headers.update(forced)
    return headers
