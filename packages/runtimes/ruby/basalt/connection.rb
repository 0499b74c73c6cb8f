module Basalt
  # One connection of the executor: requests in, answers out, one after the other.
  class Connection
    Incoming = Struct.new(:command, :target, :headers, :body)

    MAX_LINE = 64 * 1024
    PHRASE = 'Answer'.freeze

    def initialize(socket, max_bytes)
      @socket = socket
      @max_bytes = max_bytes
    end

    # The next request, whose body is nil when it is too large; nil at the end of the connection.
    def read
      line = @socket.gets("\r\n", MAX_LINE)
      return nil if line.nil?

      command, target = line.split(' ', 3)
      return nil if target.nil?

      headers = read_headers
      @command = command
      Incoming.new(command, target, headers, read_body(headers))
    end

    def answer(status, headers, body)
      head = +"HTTP/1.1 #{status} #{PHRASE}\r\n"
      headers.each { |name, value| head << "#{name}: #{value}\r\n" }
      head << "content-length: #{body.bytesize}\r\n" unless status == 204
      head << "\r\n"
      has_body = @command != 'HEAD' && status != 204
      @socket.write(has_body ? head.b << body : head)
    end

    private

    def read_headers
      headers = {}
      while (line = @socket.gets("\r\n", MAX_LINE)) && line != "\r\n"
        name, value = line.chomp.split(':', 2)
        key = name.downcase
        value = value.to_s.strip
        headers[key] = headers.key?(key) ? "#{headers[key]}, #{value}" : value
      end
      headers
    end

    # Is read to its end even when it is too large, as the connection goes on.
    def read_body(headers)
      return read_chunks if headers['transfer-encoding'].to_s.downcase.include?('chunked')

      length = headers['content-length'].to_i
      return take(length) if length <= @max_bytes

      skip(length)
      nil
    end

    def read_chunks
      body = +''.b
      too_large = false
      while (length = @socket.gets("\r\n", 1024).to_s.to_i(16)).positive?
        too_large ||= body.bytesize + length > @max_bytes
        too_large ? skip(length) : body << take(length)
        @socket.gets("\r\n", 8)
      end
      nil while (line = @socket.gets("\r\n", MAX_LINE)) && line != "\r\n"
      too_large ? nil : body
    end

    def take(length)
      bytes = length.zero? ? ''.b : @socket.read(length)
      raise EOFError if bytes.nil? || bytes.bytesize < length

      bytes
    end

    def skip(length)
      while length.positive?
        part = [length, 1 << 16].min
        take(part)
        length -= part
      end
    end
  end
end
