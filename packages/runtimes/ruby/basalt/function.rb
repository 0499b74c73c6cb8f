module Basalt
  # Why an execution ends without an answer of the function, and what its owner reads about it.
  class Failure < StandardError
    attr_reader :reason, :shown

    def initialize(reason, shown)
      super(reason)
      @reason = reason
      @shown = shown
    end
  end

  # What the function is given.
  Context = Struct.new(:req, :res, :output) do
    def log(*values)
      output.log(*values)
    end

    def error(*values)
      output.error(*values)
    end
  end

  # The function, loaded by the first request that needs it. That it cannot be loaded stays so.
  class Function
    def initialize(folder, entrypoint)
      @folder = File.expand_path(folder)
      @entrypoint = entrypoint
      @lock = Mutex.new
      @main = nil
      @failure = nil
    end

    # Raises Failure.
    def load
      @lock.synchronize do
        attempt if @main.nil? && @failure.nil?
        raise @failure unless @failure.nil?

        @main
      end
    end

    def call(context)
      main = load
      begin
        Response.finish(main.call(context))
      rescue InvalidAnswer => e
        raise Failure.new('answer', e.message)
      end
    end

    private

    def attempt
      path = place
      Dir.chdir(@folder)
      use_gems
      Kernel.load(path)
      raise Failure.new('load', "#{@entrypoint} has no method main.") unless TOPLEVEL_BINDING.receiver.respond_to?(:main, true)

      @main = TOPLEVEL_BINDING.receiver.method(:main)
    rescue Failure => e
      @failure = e
    rescue Exception => e # of any kind: it is the file's own
      @failure = Failure.new('load', e)
    end

    def place
      raise Failure.new('load', 'The function has no entrypoint.') if @entrypoint.to_s.empty?

      path = File.expand_path(@entrypoint, @folder)
      raise Failure.new('load', "The entrypoint #{@entrypoint} is outside of the function.") unless path.start_with?("#{@folder}/")
      raise Failure.new('load', "The entrypoint #{@entrypoint} is not in the deployment.") unless File.file?(path)

      path
    end

    # What `bundle install` has put into the deployment.
    def use_gems
      return unless File.directory?(File.join(@folder, '.bundle'))

      ENV['BUNDLE_GEMFILE'] = File.join(@folder, 'Gemfile')
      ENV['BUNDLE_PATH'] = File.join(@folder, '.bundle', 'gems')
      ENV['BUNDLE_APP_CONFIG'] = File.join(@folder, '.bundle')
      require 'bundler/setup'
    end
  end
end
