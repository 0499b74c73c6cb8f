"""The HTTP server: one thread a connection, and one a running function, so that one that hangs can be answered for."""

import asyncio
import contextvars
import hmac
import inspect
import json
import os
import re
import signal
import socketserver
import threading
from http.server import BaseHTTPRequestHandler

from .function import LoadFailure, load_function
from .output import Output, capture_streams, current, log_id, to_text
from .request import Request, headers_for
from .response import MAX_BYTES, InvalidAnswer, Response, finish

# A function that prints its environment does not print this.
SECRET = os.environ.pop("OPEN_RUNTIMES_SECRET", "").encode()
FORCED = {name.lower(): str(value) for name, value in json.loads(os.environ.get("OPEN_RUNTIMES_HEADERS") or "{}").items()}
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.environ.get("BASALT_FUNCTION_FOLDER") or os.path.join(HERE, "function")
PLAIN = "text/plain; charset=utf-8"


class Failure(Exception):
    """Why an execution ends without an answer of the function, and what its owner reads about it."""

    def __init__(self, reason, shown):
        super().__init__(reason)
        self.reason = reason
        self.shown = shown


class Context:
    """What the function is given."""

    def __init__(self, req, output):
        self.req = req
        self.res = Response()
        self.log = output.log
        self.error = output.error


class Function:
    """The function, loaded by the first request that needs it. That it cannot be loaded stays so."""

    def __init__(self):
        self._lock = threading.Lock()
        self._main = None
        self._failure = None

    def load(self):
        with self._lock:
            if self._main is None and self._failure is None:
                try:
                    self._main = load_function(FOLDER, os.environ.get("OPEN_RUNTIMES_ENTRYPOINT"))
                except LoadFailure as failure:
                    self._failure = Failure("load", str(failure))
                except BaseException as error:  # of any kind: it is the module's own
                    self._failure = Failure("load", to_text(error))
            if self._failure is not None:
                raise self._failure
            return self._main

    def run(self, context):
        main = self.load()
        returned = main(context)
        if inspect.isawaitable(returned):
            returned = asyncio.run(awaiting(returned))
        try:
            return finish(returned)
        except InvalidAnswer as problem:
            raise Failure("answer", str(problem)) from None


async def awaiting(awaitable):
    return await awaitable


function = Function()


class Execution:
    """One run of the function, in a thread of its own."""

    def __init__(self, req, output):
        self._context = Context(req, output)
        self._output = output
        self._done = threading.Event()
        self._answer = None
        self._failure = None

    def run(self, timeout):
        """Status, headers, body and why it failed, if it did. `timeout` is in seconds; None waits for ever."""
        threading.Thread(target=contextvars.copy_context().run, args=(self._work,), daemon=True).start()
        if not self._done.wait(timeout):
            self._failure = Failure("timeout", f"The function did not answer within {timeout} seconds.")
        failure = self._failure
        if failure is not None:
            self._output.error(failure.shown)
        self._output.close()
        if failure is not None:
            return 500, {"content-type": PLAIN}, b"", failure.reason
        return (*self._answer, None)

    def _work(self):
        current.set(self._output)
        try:
            self._answer = function.run(self._context)
        except Failure as failure:
            self._failure = failure
        except BaseException as error:  # of any kind: it is the function's own
            self._failure = Failure("exception", to_text(error))
        finally:
            self._done.set()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body leave in one piece.
    wbufsize = -1

    def handle_any(self):
        if self.path == "/__opr/health":
            return self._refuse(200, "OK")
        given = self.headers.get("x-open-runtimes-secret") or ""
        if SECRET and not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), SECRET):
            return self._refuse(500, "The secret is missing or wrong.")
        if self.path == "/__opr/load":
            try:
                function.load()
            except Failure:
                pass  # It is told to the first request.
            return self._refuse(200, "OK")
        body = self._body()
        if body is None:
            return self._refuse(413, f"The body of a request may have {MAX_BYTES} bytes.")
        timeout = self.headers.get("x-open-runtimes-timeout")
        if timeout is not None and not re.fullmatch(r"[1-9]\d{0,6}", timeout, re.ASCII):
            return self._refuse(500, "x-open-runtimes-timeout must be a whole number of seconds, 1 or more.")
        return self._execute(body, None if timeout is None else int(timeout))

    def _execute(self, body, timeout):
        enabled = self.headers.get("x-open-runtimes-logging") != "disabled"
        output = Output(log_id(self.headers.get("x-open-runtimes-log-id")), enabled)
        wrapped = self.headers.get("x-open-runtimes-method")
        req = Request(wrapped or self.command, self.path, headers_for(self.headers, FORCED), body)
        status, headers, content, reason = Execution(req, output).run(timeout)
        headers["x-open-runtimes-log-id"] = output.id
        if reason is not None:
            headers["x-open-runtimes-error"] = reason
        if wrapped is None:
            return self._send(status, headers, content)
        logs, errors = str(output.logs).encode("utf-8", "replace"), str(output.errors).encode("utf-8", "replace")
        headers["x-open-runtimes-status"] = str(status)
        headers["x-open-runtimes-lengths"] = f"{len(content)},{len(logs)},{len(errors)}"
        return self._send(200, headers, content + logs + errors)

    def _body(self):
        """The body, or None when it is too large. It is read to its end, as the connection goes on."""
        if "chunked" in (self.headers.get("transfer-encoding") or "").lower():
            return self._chunked()
        length = int(self.headers.get("content-length") or 0)
        if length <= MAX_BYTES:
            return self.rfile.read(length)
        self._skip(length)
        return None

    def _chunked(self):
        chunks, size = [], 0
        while True:
            length = int(self.rfile.readline(1024).split(b";", 1)[0], 16)
            size += length
            if length == 0:
                while self.rfile.readline(65537).strip():
                    pass
                return b"".join(chunks) if size <= MAX_BYTES else None
            if size <= MAX_BYTES:
                chunks.append(self.rfile.read(length))
            else:
                chunks.clear()
                self._skip(length)
            self.rfile.readline(8)

    def _skip(self, length):
        while length > 0:
            read = len(self.rfile.read(min(length, 1 << 16)))
            if read == 0:
                raise ConnectionError("the body ended early")
            length -= read

    def _refuse(self, status, text):
        self._send(status, {"content-type": PLAIN}, text.encode())

    def _send(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status != 204:
            self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_):
        """The executor has logs of its own."""

    def __getattr__(self, name):
        # Every method is the function's to answer.
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)


class TcpServer(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128


class SocketServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 128

    def server_bind(self):
        super().server_bind()
        # The executor is another user; nobody else sees the folder of the socket.
        os.chmod(self.server_address, 0o777)


def serve():
    capture_streams()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
    path = os.environ.get("SOCKET")
    if path:
        server = SocketServer(path, Handler)
    else:
        server = TcpServer((os.environ.get("HOST") or "0.0.0.0", int(os.environ.get("PORT") or 3000)), Handler)
    server.serve_forever()
