package server

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"sync"
)

// printed takes what functions write to the standard streams. Go does not tell which of several executions wrote it: it
// becomes part of the log of the one that is alone, or of the process's own output.
type printed struct {
	writer *os.File
	lock   sync.Mutex
	under  map[*output]bool
	seen   map[int]chan struct{}
	marks  int
}

const markStart, markEnd = "\x00basalt ", "\x00"

// capture stands in for the standard streams from now on.
func capture() *printed {
	reader, writer, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	printed := &printed{writer: writer, under: map[*output]bool{}, seen: map[int]chan struct{}{}}
	os.Stdout, os.Stderr = writer, writer
	log.SetOutput(writer)
	go printed.read(reader)
	return printed
}

func (printed *printed) begin(output *output) {
	printed.lock.Lock()
	defer printed.lock.Unlock()
	printed.under[output] = true
}

// end waits until all that was written before it has arrived.
func (printed *printed) end(output *output) {
	printed.lock.Lock()
	printed.marks++
	mark, seen := printed.marks, make(chan struct{})
	printed.seen[mark] = seen
	printed.lock.Unlock()
	fmt.Fprint(printed.writer, markStart, mark, markEnd)
	<-seen
	printed.lock.Lock()
	defer printed.lock.Unlock()
	delete(printed.under, output)
}

func (printed *printed) read(reader *os.File) {
	var rest []byte
	buffer := make([]byte, 1<<16)
	for {
		length, err := reader.Read(buffer)
		if err != nil {
			return
		}
		rest = printed.take(append(rest, buffer[:length]...))
	}
}

// take handles what has come, and gives what may be the beginning of a mark.
func (printed *printed) take(text []byte) []byte {
	for {
		start := bytes.IndexByte(text, markStart[0])
		if start == -1 {
			printed.give(text)
			return nil
		}
		printed.give(text[:start])
		text = text[start:]
		end := bytes.IndexByte(text[1:], markEnd[0])
		if end == -1 && len(text) < len(markStart)+20 {
			return append([]byte(nil), text...)
		}
		var mark int
		if end == -1 {
			end = 0
		} else if _, err := fmt.Sscanf(string(text[1:end+1]), markStart[1:]+"%d", &mark); err != nil {
			end = 0
		}
		printed.pass(mark)
		text = text[1:]
		if end > 0 {
			text = text[end+1:]
		}
	}
}

func (printed *printed) pass(mark int) {
	printed.lock.Lock()
	defer printed.lock.Unlock()
	if seen := printed.seen[mark]; seen != nil {
		close(seen)
		delete(printed.seen, mark)
	}
}

func (printed *printed) give(text []byte) {
	if len(text) == 0 {
		return
	}
	printed.lock.Lock()
	var alone *output
	if len(printed.under) == 1 {
		for output := range printed.under {
			alone = output
		}
	}
	printed.lock.Unlock()
	if alone != nil {
		alone.native(string(text))
	} else {
		_, _ = stdout.Write(text)
	}
}
