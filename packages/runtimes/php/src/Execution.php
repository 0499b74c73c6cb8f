<?php
declare(strict_types=1);

namespace Basalt;

/** One run of the function, as the server sees it: what it has logged so far, and who waits for its answer. */
final class Execution
{
    public const MAX_BYTES = 20 * 1024 * 1024;
    public const PLAIN = 'text/plain; charset=utf-8';

    public string $id;
    /** When it is overdue; null: never. */
    public ?float $deadline;
    private bool $enabled;
    private ?string $wrapped;
    private Lines $logs;
    private Lines $errors;

    public function __construct(private Connection $connection, private Incoming $incoming, public ?int $timeoutSeconds)
    {
        $given = $incoming->headers;
        $this->id = self::idOf($given['x-open-runtimes-log-id'] ?? '');
        $this->enabled = ($given['x-open-runtimes-logging'] ?? '') !== 'disabled';
        $this->wrapped = $given['x-open-runtimes-method'] ?? null;
        $this->deadline = $timeoutSeconds === null ? null : microtime(true) + $timeoutSeconds;
        $this->logs = new Lines();
        $this->errors = new Lines();
    }

    /**
     * The request without the headers of the runtime, and with those that the environment forces.
     * @param array<string, string> $forced
     */
    public function packed(array $forced): string
    {
        $isOwn = fn (string $name): bool => str_starts_with($name, 'x-open-runtimes-');
        $own = array_filter($this->incoming->headers, fn ($name) => !$isOwn((string) $name), ARRAY_FILTER_USE_KEY);
        $packed = serialize([
            'method' => $this->wrapped ?? $this->incoming->method,
            'target' => $this->incoming->target,
            'headers' => $forced + $own,
            'body' => $this->incoming->body,
            'timeout' => $this->timeoutSeconds ?? 0,
        ]);
        $this->incoming->body = '';
        return $packed;
    }

    /** Keeps a line, which also goes to the process's own output at once, to outlive a crash. */
    public function say(bool $isError, string $line): void
    {
        if (!$this->enabled) {
            return;
        }
        ($isError ? $this->errors : $this->logs)->add($line);
        $prefix = "[{$this->id}] ";
        @fwrite($isError ? STDERR : STDOUT, $prefix . str_replace("\n", "\n$prefix", $line) . "\n");
    }

    public function fail(string $reason): void
    {
        $this->finish(500, ['content-type' => self::PLAIN, 'x-open-runtimes-error' => $reason], '');
    }

    /**
     * Answers the executor. Wrapped, the function's status is a header and its output follows its body, as an answer to
     * HEAD or one with status 204 could not carry it.
     * @param array<string, string> $headers
     */
    public function finish(int $status, array $headers, string $body): void
    {
        $headers['x-open-runtimes-log-id'] = $this->id;
        if ($this->wrapped === null) {
            $this->connection->answer($status, $headers, $body);
            return;
        }
        $logs = $this->logs->text();
        $errors = $this->errors->text();
        $headers['x-open-runtimes-status'] = $status;
        $headers['x-open-runtimes-lengths'] = implode(',', array_map('strlen', [$body, $logs, $errors]));
        $this->connection->answer(200, $headers, $body . $logs . $errors);
    }

    private static function idOf(string $given): string
    {
        if (getenv('OPEN_RUNTIMES_ENV') === 'development') {
            return 'dev';
        }
        return preg_match('/\A[\w.-]{1,64}\z/', $given) ? $given : bin2hex(random_bytes(8));
    }
}
