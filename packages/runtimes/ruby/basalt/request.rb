require 'json'

module Basalt
  RESERVED = 'x-open-runtimes-'.freeze

  # `context.req`. Names are those of the open-runtimes contract for Ruby.
  class Request
    attr_reader :method, :headers, :path, :query_string, :query, :scheme, :host, :port, :url, :body_binary

    def initialize(method, target, headers, body)
      @method = method
      @headers = headers
      @path, @query_string = target.split('?', 2)
      @query_string ||= ''
      @query = parse_query(@query_string)
      @scheme = headers['x-forwarded-proto'] || 'http'
      usual = @scheme == 'https' ? 443 : 80
      @host, port = headers.fetch('host', '').match(/\A(.*?)(?::(\d+))?\z/m).captures
      @port = port.nil? ? usual : port.to_i
      place = @port == usual ? @host : "#{@host}:#{@port}"
      @url = "#{@scheme}://#{place}#{@path}#{@query_string.empty? ? '' : "?#{@query_string}"}"
      @body_binary = body
    end

    def body_text
      @body_binary.dup.force_encoding('UTF-8').scrub
    end

    def body_raw
      body_text
    end

    def body_json
      JSON.parse(body_text)
    end

    def body
      return body_text unless headers.fetch('content-type', '').downcase.start_with?('application/json')

      @body_binary.empty? ? {} : body_json
    end

    # The caller's headers without those of the runtime, and with those that the environment forces.
    def self.headers_for(given, forced)
      given.reject { |name, _| name.start_with?(RESERVED) }.merge(forced)
    end

    private

    # Values are as they came, not decoded.
    def parse_query(text)
      text.split('&').reject(&:empty?).to_h { |pair| [*pair.split('=', 2), ''].first(2) }
    end
  end
end
