<?php
declare(strict_types=1);

namespace Basalt;

/** The life of a process of the function: a request in, its output and answer out, until the server closes it. */
final class Loop
{
    /** @var resource from the server */
    private $in;
    /** @var resource to the server */
    private $out;
    private FunctionCode $function;
    private ?Output $output = null;

    public function __construct()
    {
        $this->in = fopen('php://fd/3', 'rb');
        $this->out = fopen('php://fd/4', 'wb');
        $folder = (string) getenv('BASALT_FUNCTION_FOLDER') ?: dirname(__DIR__) . '/function';
        $this->function = new FunctionCode(realpath($folder) ?: $folder, (string) getenv('OPEN_RUNTIMES_ENTRYPOINT'));
    }

    public function run(): void
    {
        ini_set('display_errors', '1');
        ini_set('html_errors', '0');
        register_shutdown_function(fn () => $this->end());
        // What is printed becomes part of the log of whoever printed it.
        ob_start(fn (string $text): string => $this->printed($text), 1);
        while (($frame = Frames::read($this->in)) !== null) {
            [$kind, $bytes] = $frame;
            $kind === 'w' ? $this->warm() : $this->execute(unserialize($bytes, ['allowed_classes' => false]));
        }
    }

    private function warm(): void
    {
        try {
            $this->function->load();
        } catch (Failure) {
            // It is told to the first request.
        }
        Frames::write($this->out, 'f', '');
    }

    /** @param array{method: string, target: string, headers: array<string, string>, body: string, timeout: int} $given */
    private function execute(array $given): void
    {
        $this->output = new Output($this->out);
        // One that the server could not end any more, as it has ended itself, ends by this.
        set_time_limit($given['timeout'] === 0 ? 0 : $given['timeout'] + 1);
        $request = new Request($given['method'], $given['target'], $given['headers'], $given['body']);
        unset($given);
        try {
            $answer = $this->function->call(new Context($request, new Response(), $this->output));
            $this->closeOutput();
            Frames::write($this->out, 'a', serialize($answer));
        } catch (Failure $failure) {
            $this->fail($failure->reason, $failure->shown);
        }
    }

    private function fail(string $reason, string $shown): void
    {
        $this->output?->error([$shown]);
        $this->closeOutput();
        Frames::write($this->out, 'f', $reason);
    }

    /** An error that ends a process, as no memory left, is told like others. The server sees by itself that it has ended. */
    private function end(): void
    {
        $error = error_get_last();
        $fatal = E_ERROR | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR;
        if ($this->output === null || $error === null || ($error['type'] & $fatal) === 0) {
            return;
        }
        $this->output->error(["{$error['message']} in {$error['file']}:{$error['line']}"]);
    }

    private function closeOutput(): void
    {
        set_time_limit(0);
        ob_flush();
        $this->output?->close();
        $this->output = null;
    }

    private function printed(string $text): string
    {
        if ($this->output === null) {
            return $text;
        }
        $this->output->native($text);
        return '';
    }
}
