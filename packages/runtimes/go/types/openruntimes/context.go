// Package openruntimes has what functions in Go see of their runtime, under the names of the open-runtimes contract.
package openruntimes

// Context is what a function is given.
type Context struct {
	Req ContextRequest
	Res ContextResponse

	logger Logger
}

// Logger takes what a function writes.
type Logger interface {
	Log(values ...any)
	Error(values ...any)
}

// NewContext is for the server that calls the function.
func NewContext(req ContextRequest, logger Logger) Context {
	return Context{Req: req, logger: logger}
}

// Log writes a line to the logs of this execution.
func (context Context) Log(values ...any) {
	context.logger.Log(values...)
}

// Error writes a line to the errors of this execution.
func (context Context) Error(values ...any) {
	context.logger.Error(values...)
}
