require 'json'
require 'securerandom'

module Basalt
  # The last million characters of what was written, in whole lines.
  class Lines
    MAX_TOTAL = 1_000_000

    def initialize
      @lines = []
      @size = 0
      @dropped = false
    end

    def add(line)
      @lines << line
      @size += line.length + 1
      while @size > MAX_TOTAL
        @size -= @lines.shift.length + 1
        @dropped = true
      end
    end

    def to_s
      note = @dropped ? ["[Earlier lines are left out: the last #{MAX_TOTAL} characters are kept.]"] : []
      (note + @lines).join("\n")
    end
  end

  # The output of one execution. Each line also goes to the process's own output at once, to outlive a crash.
  class Output
    MAX_LINE = 8000
    HINT = 'Output that was not written by context.log() or context.error():'.freeze
    OUT = IO.for_fd(1, autoclose: false)
    ERR = IO.for_fd(2, autoclose: false)
    [OUT, ERR].each { |io| io.sync = true }

    attr_reader :id, :logs, :errors, :closed

    # Of the execution that this thread works for, be it one that the function has started; nil when for none.
    def self.current
      Thread.current.group&.instance_variable_get(:@basalt_output)
    end

    def initialize(id, enabled)
      @id = id
      @enabled = enabled
      @logs = Lines.new
      @errors = Lines.new
      @hinted = false
      @partial = +''
      @closed = false
      @lock = Monitor.new
    end

    def log(*values)
      write(OUT, @logs, values.map { |value| text(value) }.join(' '))
    end

    def error(*values)
      write(ERR, @errors, values.map { |value| text(value) }.join(' '))
    end

    # What puts and the standard streams are given, in pieces.
    def native(text)
      *lines, @partial = (@partial + text.to_s).split("\n", -1)
      lines.each do |line|
        write(OUT, @logs, HINT) unless @hinted
        @hinted = true
        write(OUT, @logs, line)
      end
    end

    def close
      native("\n") unless @partial.empty?
      @closed = true
    end

    private

    def write(stream, lines, text)
      return if !@enabled || @closed

      text = text.dup.force_encoding('UTF-8').scrub
      line = text.length > MAX_LINE ? "#{text[0, MAX_LINE]}... (cut at #{MAX_LINE} characters)" : text
      @lock.synchronize { lines.add(line) }
      stream.write("[#{@id}] #{line.gsub("\n", "\n[#{@id}] ")}\n")
    rescue SystemCallError
      # Nobody reads the process's own output, or not fast enough: the answer still has the line.
    end

    def text(value)
      case value
      when String then value
      when Exception then value.full_message(highlight: false, order: :top).chomp
      when Hash, Array, true, false, nil then JSON.generate(value)
      else value.to_s
      end
    rescue StandardError
      value.inspect
    end
  end

  # Stands for a standard stream: what an execution prints becomes part of its logs.
  class Captured < SimpleDelegator
    def write(*texts)
      output = Output.current
      return super if output.nil? || output.closed

      texts.each { |text| output.native(text) }
      texts.sum { |text| text.to_s.bytesize }
    end

    def print(*texts)
      write(*texts)
      nil
    end

    def <<(text)
      write(text)
      self
    end

    def printf(*given)
      write(format(*given))
      nil
    end

    def puts(*values)
      return write("\n") && nil if values.empty?

      values.flatten.each do |value|
        text = value.to_s
        write(text.end_with?("\n") ? text : "#{text}\n")
      end
      nil
    end
  end
end
