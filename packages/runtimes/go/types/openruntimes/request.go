package openruntimes

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// ContextRequest is the request as it came.
type ContextRequest struct {
	Headers     map[string]string
	Method      string
	Url         string
	Scheme      string
	Host        string
	Port        int
	Path        string
	QueryString string
	// Query has values as they came, not decoded.
	Query map[string]string

	body []byte
}

var hostAndPort = regexp.MustCompile(`^(.*?)(?::(\d+))?$`)

// NewRequest is for the server that calls the function.
func NewRequest(method, target string, headers map[string]string, body []byte) ContextRequest {
	path, queryString, _ := strings.Cut(target, "?")
	scheme, usual := "http", 80
	if given := headers["x-forwarded-proto"]; given != "" {
		scheme = given
	}
	if scheme == "https" {
		usual = 443
	}
	host, port := headers["host"], usual
	if found := hostAndPort.FindStringSubmatch(host); found != nil {
		host = found[1]
		if given, err := strconv.Atoi(found[2]); err == nil {
			port = given
		}
	}
	url := scheme + "://" + host
	if port != usual {
		url += ":" + strconv.Itoa(port)
	}
	url += path
	if queryString != "" {
		url += "?" + queryString
	}
	return ContextRequest{headers, method, url, scheme, host, port, path, queryString, parseQuery(queryString), body}
}

// BodyBinary is the body as it came.
func (req ContextRequest) BodyBinary() []byte {
	return req.body
}

// BodyText is the body as text.
func (req ContextRequest) BodyText() string {
	return strings.ToValidUTF8(string(req.body), "\uFFFD")
}

// BodyRaw is an older name of BodyText.
func (req ContextRequest) BodyRaw() string {
	return req.BodyText()
}

// BodyJson reads the body into the value that is pointed to.
func (req ContextRequest) BodyJson(value any) error {
	return json.Unmarshal(req.body, value)
}

// Body is what the JSON of the body says when the content type is that, else the text.
func (req ContextRequest) Body() any {
	if !strings.HasPrefix(strings.ToLower(req.Headers["content-type"]), "application/json") {
		return req.BodyText()
	}
	var value any = map[string]any{}
	if len(req.body) > 0 {
		if err := req.BodyJson(&value); err != nil {
			panic(err)
		}
	}
	return value
}

func parseQuery(text string) map[string]string {
	query := map[string]string{}
	for _, pair := range strings.Split(text, "&") {
		if pair != "" {
			name, value, _ := strings.Cut(pair, "=")
			query[name] = value
		}
	}
	return query
}
