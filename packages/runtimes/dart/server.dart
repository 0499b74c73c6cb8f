/// Runs one function for the executor: packages/runtimes/README.md has the protocol. It needs nothing but the SDK.
library server;

import 'dart:async';
import 'dart:convert';
import 'dart:io';
import 'dart:math';

import 'src/context.dart';
import 'src/finish.dart';
import 'src/output.dart';

const _plain = 'text/plain; charset=utf-8';
final _wholeSeconds = RegExp(r'^[1-9][0-9]{0,6}$');
final _logId = RegExp(r'^[A-Za-z0-9_.-]{1,64}$');

/// What an execution ends with. A [reason] says that it is not the function's own answer.
class _Result {
  final int status;
  final Map<String, String> headers;
  final List<int> body;
  final String? reason;
  final String shown;

  _Result(this.status, this.headers, this.body)
      : reason = null,
        shown = '';

  _Result.failed(this.reason, this.shown)
      : status = 500,
        headers = {'content-type': _plain},
        body = const [];
}

/// Serves until the process ends.
Future<void> run(Function main) async {
  final server = await _listen();
  server
    ..defaultResponseHeaders.clear()
    ..idleTimeout = null; // The executor decides how long its connections live.
  for (final signal in [ProcessSignal.sigterm, ProcessSignal.sigint]) {
    signal.watch().listen((_) => exit(0));
  }
  final handler = _Handler(main);
  server.listen((request) => handler.serve(request).catchError((Object _) {})); // the executor has gone
}

Future<HttpServer> _listen() async {
  final env = Platform.environment;
  final path = env['SOCKET'] ?? '';
  if (path.isEmpty) return HttpServer.bind(env['HOST'] ?? '0.0.0.0', int.parse(env['PORT'] ?? '3000'));
  final server = await HttpServer.bind(InternetAddress(path, type: InternetAddressType.unix), 0);
  // The executor is another user; nobody else sees the folder of the socket.
  Process.runSync('chmod', ['777', path]);
  return server;
}

class _Handler {
  final Function _main;
  /// start.sh gives it.
  final String _secret = stdin.readLineSync() ?? '';
  final Map<String, String> _forced = _forcedHeaders();

  _Handler(this._main);

  Future<void> serve(HttpRequest request) async {
    final target = request.uri.toString();
    if (target == '/__opr/health') return _refuse(request, 200, 'OK');
    if (!_mayCall(request.headers.value('x-open-runtimes-secret') ?? '')) {
      return _refuse(request, 500, 'The secret is missing or wrong.');
    }
    if (target == '/__opr/load') return _refuse(request, 200, 'OK'); // it is a part of this program
    final body = await _read(request);
    if (body == null) return _refuse(request, 413, 'The body of a request may have $maxBytes bytes.');
    final timeout = request.headers.value('x-open-runtimes-timeout');
    if (timeout != null && !_wholeSeconds.hasMatch(timeout)) {
      return _refuse(request, 500, 'x-open-runtimes-timeout must be a whole number of seconds, 1 or more.');
    }
    await _execute(request, target, body, timeout == null ? null : int.parse(timeout));
  }

  /// In the same time wherever the two differ.
  bool _mayCall(String given) {
    if (_secret.isEmpty) return true;
    final left = utf8.encode(given);
    final right = utf8.encode(_secret);
    var difference = left.length ^ right.length;
    for (var at = 0; at < min(left.length, right.length); at++) {
      difference |= left[at] ^ right[at];
    }
    return difference == 0;
  }

  /// The body, or null when it is too large. It is read to its end, as the connection goes on.
  Future<List<int>?> _read(HttpRequest request) async {
    final bytes = BytesBuilder(copy: false);
    var size = 0;
    await for (final part in request) {
      size += part.length;
      if (size <= maxBytes) {
        bytes.add(part);
      } else {
        bytes.clear();
      }
    }
    return size > maxBytes ? null : bytes.takeBytes();
  }

  Future<void> _execute(HttpRequest request, String target, List<int> body, int? seconds) async {
    final given = request.headers;
    final output = Output(_idOf(given.value('x-open-runtimes-log-id')), given.value('x-open-runtimes-logging') != 'disabled');
    final wrapped = given.value('x-open-runtimes-method');
    final req = RuntimeRequest(wrapped ?? request.method, target, _headersOf(given), body);
    final result = await _result(RuntimeContext(req, RuntimeResponse(), output), output, seconds);
    if (result.reason != null) output.error(result.shown);
    output.close();
    final headers = Map.of(result.headers);
    headers['x-open-runtimes-log-id'] = output.id;
    final reason = result.reason;
    if (reason != null) headers['x-open-runtimes-error'] = reason;
    if (wrapped == null) return _send(request, result.status, headers, [result.body]);
    final logs = utf8.encode(output.logs.toString());
    final errors = utf8.encode(output.errors.toString());
    headers['x-open-runtimes-status'] = '${result.status}';
    headers['x-open-runtimes-lengths'] = '${result.body.length},${logs.length},${errors.length}';
    return _send(request, 200, headers, [result.body, logs, errors]);
  }

  /// Runs the function in a zone of its own, to which what it prints and what nobody catches belongs.
  Future<_Result> _result(RuntimeContext context, Output output, int? seconds) {
    final done = Completer<_Result>();
    void end(_Result result) {
      if (!done.isCompleted) done.complete(result);
    }

    final timer = seconds == null
        ? null
        : Timer(Duration(seconds: seconds),
            () => end(_Result.failed('timeout', 'The function did not answer within $seconds seconds.')));
    runZonedGuarded(() async {
      try {
        final returned = await _main(context);
        final answer = finish(returned);
        end(_Result(answer.status, answer.headers, answer.body));
      } on InvalidAnswer catch (problem) {
        end(_Result.failed('answer', problem.message));
      } catch (error, stack) {
        end(_Result.failed('exception', '$error\n$stack'));
      }
    }, (error, stack) {
      end(_Result.failed('exception', '$error\n$stack'));
    }, zoneSpecification: ZoneSpecification(print: (_, parent, zone, line) {
      output.closed ? parent.print(zone, line) : output.native(line);
    }));
    return done.future.whenComplete(() => timer?.cancel());
  }

  /// The caller's headers without those of the runtime, and with those that the environment forces.
  Map<String, String> _headersOf(HttpHeaders given) {
    final headers = <String, String>{};
    given.forEach((name, values) {
      final key = name.toLowerCase();
      if (!key.startsWith(reserved)) headers[key] = values.join(key == 'cookie' ? '; ' : ', ');
    });
    return headers..addAll(_forced);
  }

  Future<void> _refuse(HttpRequest request, int status, String text) {
    return _send(request, status, {'content-type': _plain}, [utf8.encode(text)]);
  }

  Future<void> _send(HttpRequest request, int status, Map<String, String> headers, List<List<int>> parts) {
    final response = request.response..statusCode = status;
    headers.forEach((name, value) => response.headers.set(name, value));
    if (status == 204) {
      response.contentLength = 0;
    } else {
      response.contentLength = parts.fold(0, (sum, part) => sum + part.length);
      parts.forEach(response.add);
    }
    return response.close();
  }

  String _idOf(String? given) {
    if (Platform.environment['OPEN_RUNTIMES_ENV'] == 'development') return 'dev';
    if (given != null && _logId.hasMatch(given)) return given;
    final random = Random.secure();
    return List.generate(8, (_) => random.nextInt(256).toRadixString(16).padLeft(2, '0')).join();
  }

  static Map<String, String> _forcedHeaders() {
    final given = jsonDecode(Platform.environment['OPEN_RUNTIMES_HEADERS'] ?? '{}') as Map<String, dynamic>;
    return given.map((name, dynamic value) => MapEntry(name.toLowerCase(), '$value'));
  }
}
