package openruntimes

import (
	"encoding/json"
	"strings"
)

// Response is what a function returns; ContextResponse makes them.
type Response struct {
	Body       []byte
	StatusCode int
	Headers    map[string]string
}

// ContextResponse makes answers.
type ContextResponse struct{}

// ResponseOption changes an answer while it is made.
type ResponseOption func(*Response)

// WithStatusCode sets the status.
func (ContextResponse) WithStatusCode(statusCode int) ResponseOption {
	return func(response *Response) { response.StatusCode = statusCode }
}

// WithHeaders sets headers.
func (ContextResponse) WithHeaders(headers map[string]string) ResponseOption {
	return func(response *Response) {
		for name, value := range headers {
			response.Headers[strings.ToLower(name)] = value
		}
	}
}

// Send answers with a text as it is.
func (ContextResponse) Send(body string, options ...ResponseOption) Response {
	return made([]byte(body), 200, "", options)
}

// Text answers with a text.
func (ContextResponse) Text(body string, options ...ResponseOption) Response {
	return made([]byte(body), 200, "text/plain", options)
}

// Binary answers with bytes.
func (ContextResponse) Binary(body []byte, options ...ResponseOption) Response {
	return made(body, 200, "application/octet-stream", options)
}

// Json answers with a value as JSON, and panics when it has none.
func (ContextResponse) Json(value any, options ...ResponseOption) Response {
	body, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return made(body, 200, "application/json", options)
}

// Empty answers without a body.
func (ContextResponse) Empty() Response {
	return made(nil, 204, "", nil)
}

// Redirect sends the caller elsewhere.
func (ContextResponse) Redirect(url string, options ...ResponseOption) Response {
	response := made(nil, 301, "", options)
	response.Headers["location"] = url
	return response
}

func made(body []byte, statusCode int, contentType string, options []ResponseOption) Response {
	response := Response{body, statusCode, map[string]string{}}
	if contentType != "" {
		response.Headers["content-type"] = contentType
	}
	for _, option := range options {
		option(&response)
	}
	return response
}
