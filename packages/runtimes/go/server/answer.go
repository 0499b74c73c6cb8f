package server

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/open-runtimes/types-for-go/v4/openruntimes"
)

const maxBytes = 20 * 1024 * 1024

var headerName = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9a-z-]+$")
var notInHeaders = regexp.MustCompile(`[\x00-\x08\x0a-\x1f\x7f]`)

// These belong to the connection between the runtime and its caller, which are not the function's.
var ofConnection = map[string]bool{
	"connection": true, "content-length": true, "keep-alive": true, "transfer-encoding": true, "upgrade": true, "trailer": true,
}

// finish checks what a function returned, and gives its headers for the wire.
func finish(response openruntimes.Response) (map[string]string, error) {
	if response.StatusCode == 0 && response.Body == nil && response.Headers == nil {
		return nil, fmt.Errorf("The function returned nothing: return Context.Res.Empty(), or another answer of Context.Res.")
	}
	if response.StatusCode < 200 || response.StatusCode > 599 {
		return nil, fmt.Errorf("The status of an answer is a whole number from 200 to 599, not %d.", response.StatusCode)
	}
	if len(response.Body) > maxBytes {
		return nil, fmt.Errorf("The body of an answer may have %d bytes, not %d.", maxBytes, len(response.Body))
	}
	headers := map[string]string{"content-type": "text/plain"}
	for name, value := range response.Headers {
		key := strings.ToLower(name)
		if strings.HasPrefix(key, reserved) || ofConnection[key] {
			continue
		}
		if !headerName.MatchString(key) {
			return nil, fmt.Errorf("%q is no name of a header.", name)
		}
		if notInHeaders.MatchString(value) {
			return nil, fmt.Errorf("The header %s has a value that cannot be sent.", key)
		}
		headers[key] = value
	}
	headers["content-type"] = contentType(headers["content-type"])
	return headers, nil
}

func contentType(given string) string {
	lower := strings.ToLower(given)
	// A boundary is compared letter by letter.
	if strings.HasPrefix(lower, "multipart/") {
		return given
	}
	if strings.Contains(lower, "charset=") {
		return lower
	}
	return lower + "; charset=utf-8"
}
