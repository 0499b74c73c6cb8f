require 'delegate'
require 'json'
require 'monitor'
require 'openssl'
require 'securerandom'
require 'socket'
require_relative 'output'
require_relative 'request'
require_relative 'response'
require_relative 'function'
require_relative 'connection'

module Basalt
  # One thread a connection, and one a running function, so that one that hangs can be answered for.
  class Server
    PLAIN = 'text/plain; charset=utf-8'.freeze

    def initialize
      # A function that prints its environment does not print this.
      @secret = ENV.delete('OPEN_RUNTIMES_SECRET').to_s
      @forced = JSON.parse(ENV['OPEN_RUNTIMES_HEADERS'] || '{}').to_h { |name, value| [name.downcase, value.to_s] }
      folder = ENV['BASALT_FUNCTION_FOLDER'] || File.join(__dir__, '..', 'function')
      @function = Function.new(folder, ENV['OPEN_RUNTIMES_ENTRYPOINT'])
    end

    def run
      $stdout = Captured.new($stdout)
      $stderr = Captured.new($stderr)
      %w[TERM INT].each { |name| trap(name) { exit!(0) } }
      Thread.report_on_exception = false
      server = listen
      loop do
        socket = server.accept
        Thread.new { serve(socket) }
      end
    end

    private

    def listen
      path = ENV['SOCKET']
      return TCPServer.new(ENV['HOST'] || '0.0.0.0', (ENV['PORT'] || 3000).to_i) if path.to_s.empty?

      server = UNIXServer.new(path)
      # The executor is another user; nobody else sees the folder of the socket.
      File.chmod(0o777, path)
      server
    end

    def serve(socket)
      connection = Connection.new(socket, Response::MAX_BYTES)
      while (incoming = connection.read)
        connection.answer(*answer(incoming))
      end
    rescue SystemCallError, IOError
      # The executor has gone.
    ensure
      socket.close
    end

    def answer(incoming)
      return refusal(200, 'OK') if incoming.target == '/__opr/health'
      return refusal(500, 'The secret is missing or wrong.') unless may_call?(incoming.headers['x-open-runtimes-secret'].to_s)
      return load if incoming.target == '/__opr/load'
      return refusal(413, "The body of a request may have #{Response::MAX_BYTES} bytes.") if incoming.body.nil?

      timeout = incoming.headers['x-open-runtimes-timeout']
      unless timeout.nil? || timeout.match?(/\A[1-9]\d{0,6}\z/)
        return refusal(500, 'x-open-runtimes-timeout must be a whole number of seconds, 1 or more.')
      end

      execute(incoming, timeout&.to_i)
    end

    def may_call?(given)
      return true if @secret.empty?

      given.bytesize == @secret.bytesize && OpenSSL.fixed_length_secure_compare(given, @secret)
    end

    def load
      @function.load
      refusal(200, 'OK')
    rescue Failure
      refusal(200, 'OK') # It is told to the first request.
    end

    def execute(incoming, timeout)
      given = incoming.headers
      output = Output.new(log_id(given['x-open-runtimes-log-id']), given['x-open-runtimes-logging'] != 'disabled')
      wrapped = given['x-open-runtimes-method']
      headers = Request.headers_for(given, @forced)
      request = Request.new(wrapped || incoming.command, incoming.target, headers, incoming.body)
      status, answered, body, reason = result(Context.new(request, Response.new, output), output, timeout)
      answered['x-open-runtimes-log-id'] = output.id
      answered['x-open-runtimes-error'] = reason unless reason.nil?
      return [status, answered, body] if wrapped.nil?

      logs = output.logs.to_s.b
      errors = output.errors.to_s.b
      answered['x-open-runtimes-status'] = status
      answered['x-open-runtimes-lengths'] = [body, logs, errors].map(&:bytesize).join(',')
      [200, answered, body + logs + errors]
    end

    # Runs the function in a thread of its own, whose group marks what it prints, and what its own threads print.
    def result(context, output, timeout)
      done = Queue.new
      group = ThreadGroup.new
      group.instance_variable_set(:@basalt_output, output)
      thread = Thread.new do
        group.add(Thread.current)
        done << outcome(context)
      end
      finished = timeout.nil? ? thread.join : thread.join(timeout)
      answer = finished ? done.pop : Failure.new('timeout', "The function did not answer within #{timeout} seconds.")
      return [*answer, nil] unless answer.is_a?(Failure)

      output.error(answer.shown)
      [500, { 'content-type' => PLAIN }, ''.b, answer.reason]
    ensure
      output.close
    end

    def outcome(context)
      @function.call(context)
    rescue Failure => e
      e
    rescue Exception => e # of any kind: it is the function's own
      Failure.new('exception', e)
    end

    def refusal(status, text)
      [status, { 'content-type' => PLAIN }, text.b]
    end

    def log_id(given)
      return 'dev' if ENV['OPEN_RUNTIMES_ENV'] == 'development'

      given.to_s.match?(/\A[\w.-]{1,64}\z/) ? given : SecureRandom.hex(8)
    end
  end
end
