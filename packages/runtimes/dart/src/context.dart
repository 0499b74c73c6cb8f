import 'dart:convert';

import 'output.dart';

/// What a function is given. Names are those of the open-runtimes contract for Dart.
class RuntimeContext {
  final RuntimeRequest req;
  final RuntimeResponse res;
  final Output _output;

  RuntimeContext(this.req, this.res, this._output);

  void log(dynamic message) => _output.log(message);

  void error(dynamic message) => _output.error(message);
}

/// The request as it came.
class RuntimeRequest {
  final String method;
  final Map<String, String> headers;
  final List<int> bodyBinary;
  late final String path;
  late final String queryString;
  late final String scheme;
  late final String host;
  late final int port;
  late final String url;

  /// Values are as they came, not decoded.
  final Map<String, String> query = {};

  RuntimeRequest(this.method, String target, this.headers, this.bodyBinary) {
    final question = target.indexOf('?');
    path = question == -1 ? target : target.substring(0, question);
    queryString = question == -1 ? '' : target.substring(question + 1);
    for (final pair in queryString.split('&')) {
      if (pair.isEmpty) continue;
      final equals = pair.indexOf('=');
      query[equals == -1 ? pair : pair.substring(0, equals)] = equals == -1 ? '' : pair.substring(equals + 1);
    }
    final given = headers['x-forwarded-proto'] ?? '';
    scheme = given.isEmpty ? 'http' : given;
    final usual = scheme == 'https' ? 443 : 80;
    final found = RegExp(r'^(.*?)(?::(\d+))?$', dotAll: true).firstMatch(headers['host'] ?? '');
    host = found?.group(1) ?? '';
    port = int.tryParse(found?.group(2) ?? '') ?? usual;
    final place = port == usual ? host : '$host:$port';
    url = '$scheme://$place$path${queryString.isEmpty ? '' : '?$queryString'}';
  }

  late final String bodyText = utf8.decode(bodyBinary, allowMalformed: true);

  String get bodyRaw => bodyText;

  dynamic get bodyJson => jsonDecode(bodyText);

  dynamic get body {
    if (!(headers['content-type'] ?? '').toLowerCase().startsWith('application/json')) return bodyText;
    return bodyBinary.isEmpty ? <String, dynamic>{} : bodyJson;
  }
}

/// Makes answers: what a function returns.
class RuntimeResponse {
  Map<String, dynamic> send(dynamic body, [int statusCode = 200, Map<String, dynamic> headers = const {}]) {
    return {'body': body, 'statusCode': statusCode, 'headers': headers};
  }

  Map<String, dynamic> text(String body, [int statusCode = 200, Map<String, dynamic> headers = const {}]) {
    return send(body, statusCode, _withType('text/plain', headers));
  }

  Map<String, dynamic> json(dynamic value, [int statusCode = 200, Map<String, dynamic> headers = const {}]) {
    return send(jsonEncode(value), statusCode, _withType('application/json', headers));
  }

  Map<String, dynamic> binary(List<int> bytes, [int statusCode = 200, Map<String, dynamic> headers = const {}]) {
    return send(bytes, statusCode, _withType('application/octet-stream', headers));
  }

  Map<String, dynamic> empty() => send('', 204);

  Map<String, dynamic> redirect(String url, [int statusCode = 301, Map<String, dynamic> headers = const {}]) {
    return send('', statusCode, {..._lowerCased(headers), 'location': url});
  }

  Map<String, dynamic> _withType(String type, Map<String, dynamic> headers) {
    return {'content-type': type, ..._lowerCased(headers)};
  }

  Map<String, dynamic> _lowerCased(Map<String, dynamic> headers) {
    return headers.map((name, dynamic value) => MapEntry(name.toLowerCase(), value));
  }
}
