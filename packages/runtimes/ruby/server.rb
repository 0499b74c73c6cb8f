# Runs one function for the executor: packages/runtimes/README.md has the protocol.
# Ruby 3.0 reads it, with nothing but the standard library, as it runs in the official images of every version.
require_relative 'basalt/server'

Basalt::Server.new.run
