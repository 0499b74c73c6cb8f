require 'json'
require_relative 'request'

module Basalt
  # Says what is wrong with what a function returned.
  class InvalidAnswer < StandardError; end

  # `context.res`: makes answers.
  class Response
    MAX_BYTES = 20 * 1024 * 1024
    # These belong to the connection between the runtime and its caller, which are not the function's.
    OF_CONNECTION = %w[connection content-length keep-alive transfer-encoding upgrade trailer].freeze

    def send(body, status_code = 200, headers = {})
      { body: body, status_code: status_code, headers: headers || {} }
    end

    def text(body, status_code = 200, headers = {})
      send(body, status_code, with_type('text/plain', headers))
    end

    def json(value, status_code = 200, headers = {})
      send(JSON.generate(value), status_code, with_type('application/json', headers))
    end

    def binary(bytes, status_code = 200, headers = {})
      send(bytes, status_code, with_type('application/octet-stream', headers))
    end

    def empty
      send('', 204)
    end

    def redirect(url, status_code = 301, headers = {})
      send('', status_code, lower_cased(headers).merge('location' => url))
    end

    # Checks what a function returned: status, headers and bytes for the wire. Raises InvalidAnswer.
    def self.finish(answer)
      raise InvalidAnswer, 'The function returned nothing: return context.res.empty, or another answer of context.res.' if answer.nil?
      unless answer.is_a?(Hash) && answer.key?(:body)
        raise InvalidAnswer, 'The function returned something that is not an answer of context.res.'
      end

      status = answer.fetch(:status_code, 200)
      unless status.is_a?(Integer) && status.between?(200, 599)
        raise InvalidAnswer, "The status of an answer is a whole number from 200 to 599, not #{status}."
      end

      body = bytes_of(answer[:body])
      if body.bytesize > MAX_BYTES
        raise InvalidAnswer, "The body of an answer may have #{MAX_BYTES} bytes, not #{body.bytesize}."
      end

      [status, wire_headers(answer[:headers] || {}), body]
    end

    def self.bytes_of(body)
      text = body.is_a?(Hash) || body.is_a?(Array) ? JSON.generate(body) : body.to_s
      text.b
    end

    def self.wire_headers(given)
      headers = {}
      given.each do |name, value|
        key = name.to_s.downcase
        next if key.start_with?(RESERVED) || OF_CONNECTION.include?(key) || value.nil?
        raise InvalidAnswer, "#{name.inspect} is no name of a header." unless key.match?(/\A[!#$%&'*+.^_`|~0-9a-z-]+\z/)
        if value.to_s.match?(/[\x00-\x08\x0a-\x1f\x7f]/)
          raise InvalidAnswer, "The header #{key} has a value that cannot be sent."
        end

        headers[key] = value.to_s
      end
      headers['content-type'] = content_type(headers.fetch('content-type', 'text/plain'))
      headers
    end

    def self.content_type(given)
      # A boundary is compared letter by letter.
      return given if given.match?(%r{\Amultipart/}i)

      lower = given.downcase
      lower.include?('charset=') ? lower : "#{lower}; charset=utf-8"
    end

    private_class_method :bytes_of, :wire_headers, :content_type

    private

    def with_type(default, headers)
      { 'content-type' => default }.merge(lower_cased(headers))
    end

    def lower_cased(headers)
      (headers || {}).to_h { |name, value| [name.to_s.downcase, value] }
    end
  end
end
