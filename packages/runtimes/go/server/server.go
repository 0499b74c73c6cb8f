// Package server runs one function for the executor: packages/runtimes/README.md has the protocol. Go 1.18 reads it, with
// nothing but the standard library.
package server

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/open-runtimes/types-for-go/v4/openruntimes"
)

const (
	reserved = "x-open-runtimes-"
	plain    = "text/plain; charset=utf-8"
)

// Main is a function as its author writes it.
type Main func(openruntimes.Context) openruntimes.Response

type server struct {
	main    Main
	secret  string
	forced  map[string]string
	printed *printed
}

// result is what an execution ends with. A reason says that it is not the function's own answer.
type result struct {
	response openruntimes.Response
	headers  map[string]string
	reason   string
	shown    string
}

var logID = regexp.MustCompile(`^[\w.-]{1,64}$`)
var wholeSeconds = regexp.MustCompile(`^[1-9]\d{0,6}$`)

// Run serves until the process ends.
func Run(main Main) {
	server := &server{main: main, secret: os.Getenv("OPEN_RUNTIMES_SECRET"), forced: forcedHeaders()}
	// A function that prints its environment does not print this.
	os.Unsetenv("OPEN_RUNTIMES_SECRET")
	listener, err := listen()
	if err != nil {
		panic(err)
	}
	server.printed = capture()
	panic((&http.Server{Handler: server, MaxHeaderBytes: 64 * 1024}).Serve(listener))
}

func listen() (net.Listener, error) {
	path := os.Getenv("SOCKET")
	if path == "" {
		return net.Listen("tcp", net.JoinHostPort(valueOr("HOST", "0.0.0.0"), valueOr("PORT", "3000")))
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	// The executor is another user; nobody else sees the folder of the socket.
	return listener, os.Chmod(path, 0o777)
}

func (server *server) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	if request.RequestURI == "/__opr/health" {
		refuse(writer, 200, "OK")
		return
	}
	given := request.Header.Get("x-open-runtimes-secret")
	if server.secret != "" && subtle.ConstantTimeCompare([]byte(given), []byte(server.secret)) != 1 {
		refuse(writer, 500, "The secret is missing or wrong.")
		return
	}
	if request.RequestURI == "/__opr/load" {
		refuse(writer, 200, "OK") // it is a part of this program
		return
	}
	body, err := io.ReadAll(io.LimitReader(request.Body, maxBytes+1))
	if err != nil {
		return // the executor has gone
	}
	if len(body) > maxBytes {
		_, _ = io.Copy(io.Discard, request.Body) // read to its end, as the connection goes on
		refuse(writer, 413, fmt.Sprintf("The body of a request may have %d bytes.", maxBytes))
		return
	}
	timeout, limited := request.Header["X-Open-Runtimes-Timeout"]
	if limited && !wholeSeconds.MatchString(timeout[0]) {
		refuse(writer, 500, "x-open-runtimes-timeout must be a whole number of seconds, 1 or more.")
		return
	}
	seconds := 0
	if limited {
		seconds, _ = strconv.Atoi(timeout[0])
	}
	server.execute(writer, request, body, seconds)
}

func (server *server) execute(writer http.ResponseWriter, request *http.Request, body []byte, seconds int) {
	given := request.Header
	output := &output{id: idOf(given.Get("x-open-runtimes-log-id")), enabled: given.Get("x-open-runtimes-logging") != "disabled"}
	method, wrapped := given.Get("x-open-runtimes-method"), given.Get("x-open-runtimes-method") != ""
	if !wrapped {
		method = request.Method
	}
	req := openruntimes.NewRequest(method, request.RequestURI, server.headersOf(request), body)
	server.printed.begin(output)
	done := make(chan result, 1)
	go func() { done <- server.call(openruntimes.NewContext(req, output)) }()
	var overdue <-chan time.Time
	if seconds > 0 {
		timer := time.NewTimer(time.Duration(seconds) * time.Second)
		defer timer.Stop()
		overdue = timer.C
	}
	var answer result
	select {
	case answer = <-done:
	case <-overdue:
		answer = failed("timeout", fmt.Sprintf("The function did not answer within %d seconds.", seconds))
	}
	server.printed.end(output)
	if answer.reason != "" {
		output.Error(answer.shown)
	}
	logs, errors := output.close()
	answer.headers["x-open-runtimes-log-id"] = output.id
	if answer.reason != "" {
		answer.headers["x-open-runtimes-error"] = answer.reason
	}
	content := answer.response.Body
	if !wrapped {
		send(writer, answer.response.StatusCode, answer.headers, content)
		return
	}
	answer.headers["x-open-runtimes-status"] = strconv.Itoa(answer.response.StatusCode)
	answer.headers["x-open-runtimes-lengths"] = fmt.Sprintf("%d,%d,%d", len(content), len(logs), len(errors))
	send(writer, 200, answer.headers, content, []byte(logs), []byte(errors))
}

func (server *server) call(context openruntimes.Context) (answer result) {
	defer func() {
		if fault := recover(); fault != nil {
			answer = failed("exception", fmt.Sprintf("panic: %v\n%s", fault, debug.Stack()))
		}
	}()
	response := server.main(context)
	headers, err := finish(response)
	if err != nil {
		return failed("answer", err.Error())
	}
	return result{response: response, headers: headers}
}

func failed(reason, shown string) result {
	return result{openruntimes.Response{StatusCode: 500}, map[string]string{"content-type": plain}, reason, shown}
}

// headersOf gives the caller's headers without those of the runtime, and with those that the environment forces.
func (server *server) headersOf(request *http.Request) map[string]string {
	headers := map[string]string{"host": request.Host}
	for name, values := range request.Header {
		key := strings.ToLower(name)
		if !strings.HasPrefix(key, reserved) {
			headers[key] = strings.Join(values, ", ")
		}
	}
	for name, value := range server.forced {
		headers[name] = value
	}
	return headers
}

func refuse(writer http.ResponseWriter, status int, text string) {
	send(writer, status, map[string]string{"content-type": plain}, []byte(text))
}

func send(writer http.ResponseWriter, status int, headers map[string]string, parts ...[]byte) {
	length := 0
	for _, part := range parts {
		length += len(part)
	}
	writer.Header()["Date"] = nil
	for name, value := range headers {
		writer.Header().Set(name, value)
	}
	if status != 204 {
		writer.Header().Set("content-length", strconv.Itoa(length))
	}
	writer.WriteHeader(status)
	if status == 204 {
		return
	}
	for _, part := range parts {
		_, _ = writer.Write(part) // the executor may have gone
	}
}

func idOf(given string) string {
	if os.Getenv("OPEN_RUNTIMES_ENV") == "development" {
		return "dev"
	}
	if logID.MatchString(given) {
		return given
	}
	bytes := make([]byte, 8)
	_, _ = rand.Read(bytes)
	return hex.EncodeToString(bytes)
}

func forcedHeaders() map[string]string {
	given, forced := map[string]any{}, map[string]string{}
	_ = json.Unmarshal([]byte(valueOr("OPEN_RUNTIMES_HEADERS", "{}")), &given) // made by the executor
	for name, value := range given {
		forced[strings.ToLower(name)] = fmt.Sprint(value)
	}
	return forced
}

func valueOr(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
