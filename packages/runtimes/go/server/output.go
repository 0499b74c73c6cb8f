package server

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	maxLine  = 8000
	maxTotal = 1_000_000
	hint     = "Output that was not written by context.log() or context.error():"
)

// The process's own streams, whatever a function is shown as such.
var stdout, stderr = os.Stdout, os.Stderr

// lines are the last million characters of what was written, in whole lines.
type lines struct {
	kept    []string
	size    int
	dropped bool
}

func (lines *lines) add(line string) {
	lines.kept = append(lines.kept, line)
	lines.size += len(line) + 1
	for lines.size > maxTotal {
		lines.size -= len(lines.kept[0]) + 1
		lines.kept = lines.kept[1:]
		lines.dropped = true
	}
}

func (lines *lines) text() string {
	text := strings.Join(lines.kept, "\n")
	if lines.dropped {
		return fmt.Sprintf("[Earlier lines are left out: the last %d characters are kept.]\n%s", maxTotal, text)
	}
	return text
}

// output is that of one execution. Each line also goes to the process's own output at once, to outlive a crash.
type output struct {
	id      string
	enabled bool

	lock    sync.Mutex
	logs    lines
	errors  lines
	hinted  bool
	partial string
	closed  bool
}

// Log is called by the function.
func (output *output) Log(values ...any) {
	output.lock.Lock()
	defer output.lock.Unlock()
	output.write(stdout, &output.logs, textOf(values))
}

// Error is called by the function.
func (output *output) Error(values ...any) {
	output.lock.Lock()
	defer output.lock.Unlock()
	output.write(stderr, &output.errors, textOf(values))
}

// native takes what the function has printed by other means, in pieces.
func (output *output) native(text string) {
	output.lock.Lock()
	defer output.lock.Unlock()
	pieces := strings.Split(output.partial+text, "\n")
	output.partial = pieces[len(pieces)-1]
	for _, line := range pieces[:len(pieces)-1] {
		if !output.hinted {
			output.write(stdout, &output.logs, hint)
		}
		output.hinted = true
		output.write(stdout, &output.logs, line)
	}
}

// close gives what was written, and takes nothing more.
func (output *output) close() (logs, errors string) {
	if output.partial != "" {
		output.native("\n")
	}
	output.lock.Lock()
	defer output.lock.Unlock()
	output.closed = true
	return output.logs.text(), output.errors.text()
}

func (output *output) write(stream *os.File, lines *lines, text string) {
	if !output.enabled || output.closed {
		return
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	if len(text) > maxLine && utf8.RuneCountInString(text) > maxLine {
		text = fmt.Sprintf("%s... (cut at %d characters)", string([]rune(text)[:maxLine]), maxLine)
	}
	lines.add(text)
	prefix := "[" + output.id + "] "
	// Nobody may read the process's own output, or not fast enough: the answer still has the line.
	_, _ = stream.WriteString(prefix + strings.ReplaceAll(text, "\n", "\n"+prefix) + "\n")
}

func textOf(values []any) string {
	texts := make([]string, len(values))
	for index, value := range values {
		texts[index] = textOfOne(value)
	}
	return strings.Join(texts, " ")
}

func textOfOne(value any) string {
	switch given := value.(type) {
	case string:
		return given
	case error:
		return given.Error()
	case fmt.Stringer:
		return given.String()
	}
	switch reflect.ValueOf(value).Kind() {
	case reflect.Map, reflect.Slice, reflect.Array, reflect.Struct, reflect.Pointer, reflect.Invalid:
		if bytes, err := json.Marshal(value); err == nil {
			return string(bytes)
		}
	}
	return fmt.Sprint(value)
}
