import 'dart:collection';
import 'dart:convert';
import 'dart:io';

const _maxLine = 8000;
const _maxTotal = 1000000;
const _hint = 'Output that was not written by context.log() or context.error():';

/// The last million characters of what was written, in whole lines.
class Lines {
  final Queue<String> _lines = Queue();
  int _size = 0;
  bool _dropped = false;

  void add(String line) {
    _lines.add(line);
    _size += line.length + 1;
    while (_size > _maxTotal) {
      _size -= _lines.removeFirst().length + 1;
      _dropped = true;
    }
  }

  @override
  String toString() {
    final text = _lines.join('\n');
    return _dropped ? '[Earlier lines are left out: the last $_maxTotal characters are kept.]\n$text' : text;
  }
}

/// The output of one execution. Each line also goes to the process's own output at once, to outlive a crash.
class Output {
  final String id;
  final bool _enabled;
  final Lines logs = Lines();
  final Lines errors = Lines();
  bool _hinted = false;
  bool closed = false;

  Output(this.id, this._enabled);

  void log(dynamic value) => _write(stdout, logs, _textOf(value));

  void error(dynamic value) => _write(stderr, errors, _textOf(value));

  /// What print is given, a line at a time.
  void native(String line) {
    if (!_hinted) _write(stdout, logs, _hint);
    _hinted = true;
    _write(stdout, logs, line);
  }

  void close() => closed = true;

  void _write(Stdout stream, Lines lines, String text) {
    if (!_enabled || closed) return;
    final line = text.length > _maxLine ? '${text.substring(0, _maxLine)}... (cut at $_maxLine characters)' : text;
    lines.add(line);
    try {
      stream.writeln('[$id] ${line.replaceAll('\n', '\n[$id] ')}');
    } on FileSystemException {
      // Nobody reads the process's own output, or not fast enough: the answer still has the line.
    }
  }

  String _textOf(dynamic value) {
    if (value is! Map && value is! List) return '$value';
    try {
      return jsonEncode(value);
    } on JsonUnsupportedObjectError {
      return '$value';
    }
  }
}
