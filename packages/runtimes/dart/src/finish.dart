import 'dart:convert';

const maxBytes = 20 * 1024 * 1024;
const reserved = 'x-open-runtimes-';

/// These belong to the connection between the runtime and its caller, which are not the function's.
const _ofConnection = {'connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer'};
final _name = RegExp(r"^[!#$%&'*+.^_`|~0-9a-z-]+$");
final _notInHeaders = RegExp(r'[\x00-\x08\x0a-\x1f\x7f]');

/// Says what is wrong with what a function returned.
class InvalidAnswer implements Exception {
  final String message;

  InvalidAnswer(this.message);
}

/// An answer that can be sent.
class Answer {
  final int status;
  final Map<String, String> headers;
  final List<int> body;

  Answer(this.status, this.headers, this.body);
}

/// Checks what a function returned. Throws [InvalidAnswer].
Answer finish(dynamic returned) {
  if (returned == null) {
    throw InvalidAnswer(
        'The function returned nothing: return context.res.empty(), or another answer of context.res.');
  }
  if (returned is! Map || !returned.containsKey('body')) {
    throw InvalidAnswer('The function returned something that is not an answer of context.res.');
  }
  final dynamic status = returned['statusCode'] ?? 200;
  if (status is! int || status < 200 || status > 599) {
    throw InvalidAnswer('The status of an answer is a whole number from 200 to 599, not $status.');
  }
  final body = _bytesOf(returned['body']);
  if (body.length > maxBytes) {
    throw InvalidAnswer('The body of an answer may have $maxBytes bytes, not ${body.length}.');
  }
  return Answer(status, _wireHeaders((returned['headers'] ?? <String, dynamic>{}) as Map), body);
}

List<int> _bytesOf(dynamic body) {
  if (body == null) return const [];
  if (body is List<int>) return body;
  return utf8.encode(body is Map || body is List ? jsonEncode(body) : '$body');
}

Map<String, String> _wireHeaders(Map<dynamic, dynamic> given) {
  final headers = <String, String>{};
  given.forEach((dynamic name, dynamic value) {
    final key = '$name'.toLowerCase();
    if (key.startsWith(reserved) || _ofConnection.contains(key) || value == null) return;
    if (!_name.hasMatch(key)) throw InvalidAnswer('$name is no name of a header.');
    if (_notInHeaders.hasMatch('$value')) throw InvalidAnswer('The header $key has a value that cannot be sent.');
    headers[key] = '$value';
  });
  headers['content-type'] = _contentType(headers['content-type'] ?? 'text/plain');
  return headers;
}

String _contentType(String given) {
  final lower = given.toLowerCase();
  // A boundary is compared letter by letter.
  if (lower.startsWith('multipart/')) return given;
  return lower.contains('charset=') ? lower : '$lower; charset=utf-8';
}
