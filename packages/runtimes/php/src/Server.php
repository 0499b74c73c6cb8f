<?php
declare(strict_types=1);

namespace Basalt;

/**
 * Takes requests and hands them to processes of the function, which are started as they are needed: PHP runs one thing at a
 * time. What a function keeps in its variables it finds again as long as its calls do not overlap.
 */
final class Server
{
    private const LEAST_WORKERS = 2;
    private const MOST_WORKERS = 16;
    /** Of a function's memory, what each of its processes gets at least. */
    private const WORKER_MB = 32;
    /** After which a process that is not the only one is ended. */
    private const IDLE_SECONDS = 30;

    private string $secret;
    /** @var array<string, string> */
    private array $forced;
    private int $maxWorkers;
    /** @var array<int, Connection> by the number of their stream */
    private array $connections = [];
    /** @var array<int, Worker> by the number of the stream from them */
    private array $workers = [];
    /** @var \SplQueue<Execution> for which no process is free */
    private \SplQueue $waiting;

    public function __construct(private string $script)
    {
        ini_set('memory_limit', '-1');
        // A function that prints its environment does not print this.
        $this->secret = (string) getenv('OPEN_RUNTIMES_SECRET');
        putenv('OPEN_RUNTIMES_SECRET');
        $given = json_decode((string) getenv('OPEN_RUNTIMES_HEADERS') ?: '{}', true);
        $this->forced = array_map('strval', array_change_key_case($given));
        $memory = (int) getenv('OPEN_RUNTIMES_MEMORY') ?: 512;
        $this->maxWorkers = max(self::LEAST_WORKERS, min(self::MOST_WORKERS, intdiv($memory, self::WORKER_MB)));
        $this->waiting = new \SplQueue();
    }

    public function run(): void
    {
        $server = $this->listen();
        $this->startWorker();
        while (true) {
            $read = [$server];
            $write = [];
            foreach ($this->connections as $connection) {
                $read[] = $connection->stream;
                if (!$connection->outgoing->isEmpty()) {
                    $write[] = $connection->stream;
                }
            }
            foreach ($this->workers as $worker) {
                $read[] = $worker->out;
                if (!$worker->outgoing->isEmpty()) {
                    $write[] = $worker->in;
                }
            }
            $this->await($read, $write);
            foreach ($read as $stream) {
                $this->readFrom($stream, $server);
            }
            $this->sendRest();
            $this->endOverdue();
            $this->endIdle();
        }
    }

    /** @return resource */
    private function listen()
    {
        $path = (string) getenv('SOCKET');
        $host = (string) getenv('HOST') ?: '0.0.0.0';
        $port = (string) getenv('PORT') ?: '3000';
        $context = stream_context_create(['socket' => ['backlog' => 128]]);
        $flags = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN;
        $address = $path === '' ? "tcp://$host:$port" : "unix://$path";
        $server = stream_socket_server($address, $number, $problem, $flags, $context)
            ?: throw new \RuntimeException("$address: $problem");
        if ($path !== '') {
            // The executor is another user; nobody else sees the folder of the socket.
            chmod($path, 0777);
        }
        stream_set_blocking($server, false);
        return $server;
    }

    /**
     * Waits until something can be read or written, or something is overdue.
     * @param array<resource> $read
     * @param array<resource> $write
     */
    private function await(array &$read, array &$write): void
    {
        $until = microtime(true) + self::IDLE_SECONDS;
        foreach ($this->workers as $worker) {
            $until = min($until, $worker->execution?->deadline ?? $until);
        }
        foreach ($this->waiting as $execution) {
            $until = min($until, $execution->deadline ?? $until);
        }
        $left = max(0, (int) ceil(($until - microtime(true)) * 1e6));
        $except = null;
        if (@stream_select($read, $write, $except, intdiv($left, 1_000_000), $left % 1_000_000) === false) {
            $read = [];
        }
    }

    /**
     * @param resource $stream
     * @param resource $server
     */
    private function readFrom($stream, $server): void
    {
        if ($stream === $server) {
            $accepted = @stream_socket_accept($server, 0);
            if ($accepted !== false) {
                $this->connections[(int) $accepted] = new Connection($accepted);
            }
            return;
        }
        $number = (int) $stream;
        if (isset($this->connections[$number])) {
            $this->connections[$number]->receive();
            $this->serve($number);
        } elseif (isset($this->workers[$number])) {
            $this->hear($this->workers[$number]);
        }
    }

    private function serve(int $number): void
    {
        $connection = $this->connections[$number];
        while (($incoming = $connection->next()) !== null) {
            $this->take($connection, $incoming);
        }
        if ($connection->closed) {
            unset($this->connections[$number]);
        }
    }

    private function take(Connection $connection, Incoming $incoming): void
    {
        $refuse = fn (int $status, string $text) => $connection->answer($status, ['content-type' => Execution::PLAIN], $text);
        if ($incoming->target === '/__opr/health') {
            $refuse(200, 'OK');
            return;
        }
        if ($this->secret !== '' && !hash_equals($this->secret, $incoming->headers['x-open-runtimes-secret'] ?? '')) {
            $refuse(500, 'The secret is missing or wrong.');
            return;
        }
        if ($incoming->target === '/__opr/load') {
            $this->warm($connection) || $refuse(200, 'OK');
            return;
        }
        if ($incoming->body === null) {
            $refuse(413, 'The body of a request may have ' . Execution::MAX_BYTES . ' bytes.');
            return;
        }
        $timeout = $incoming->headers['x-open-runtimes-timeout'] ?? null;
        if ($timeout !== null && !preg_match('/\A[1-9]\d{0,6}\z/', $timeout)) {
            $refuse(500, 'x-open-runtimes-timeout must be a whole number of seconds, 1 or more.');
            return;
        }
        $this->waiting->enqueue(new Execution($connection, $incoming, $timeout === null ? null : (int) $timeout));
        $this->distribute();
    }

    /** @return bool false: all processes are at work, and have loaded the function by that */
    private function warm(Connection $connection): bool
    {
        $worker = $this->freeWorker();
        if ($worker === null) {
            return false;
        }
        $worker->warming = $connection;
        $worker->give('w', '');
        return true;
    }

    private function distribute(): void
    {
        while (!$this->waiting->isEmpty() && ($worker = $this->freeWorker()) !== null) {
            $execution = $this->waiting->dequeue();
            $worker->execution = $execution;
            $worker->give('r', $execution->packed($this->forced));
        }
    }

    /** The one that was started first, so that calls which do not overlap find the same. */
    private function freeWorker(): ?Worker
    {
        foreach ($this->workers as $worker) {
            if ($worker->idle()) {
                return $worker;
            }
        }
        return count($this->workers) < $this->maxWorkers ? $this->startWorker() : null;
    }

    private function startWorker(): Worker
    {
        $worker = new Worker($this->script);
        return $this->workers[(int) $worker->out] = $worker;
    }

    private function hear(Worker $worker): void
    {
        $frames = $worker->heard();
        if ($frames === null) {
            $this->ended($worker);
            return;
        }
        foreach ($frames as [$kind, $bytes]) {
            if ($kind === 'l' || $kind === 'e') {
                $worker->execution?->say($kind === 'e', $bytes);
            } else {
                $this->finish($worker, $kind, $bytes);
            }
        }
    }

    private function finish(Worker $worker, string $kind, string $bytes): void
    {
        [$execution, $connection] = [$worker->execution, $worker->warming];
        [$worker->execution, $worker->warming] = [null, null];
        $worker->usedAt = microtime(true);
        $connection?->answer(200, ['content-type' => Execution::PLAIN], 'OK');
        if ($kind === 'a') {
            [$status, $headers, $body] = unserialize($bytes, ['allowed_classes' => false]);
            $execution?->finish($status, $headers, $body);
        } else {
            $execution?->fail($bytes);
        }
        $this->distribute();
    }

    /** A function that ends its process ends all of it, as in other languages; the executor has read what it said. */
    private function ended(Worker $worker): void
    {
        if (!$worker->idle()) {
            foreach ($this->workers as $other) {
                $other->kill();
            }
            exit(1);
        }
        $this->forget($worker);
    }

    private function endOverdue(): void
    {
        $now = microtime(true);
        foreach ($this->workers as $worker) {
            if (($worker->execution?->deadline ?? INF) <= $now) {
                $this->expire($worker->execution);
                $this->forget($worker);
            }
        }
        while (!$this->waiting->isEmpty() && ($this->waiting->bottom()->deadline ?? INF) <= $now) {
            $this->expire($this->waiting->dequeue());
        }
        $this->distribute();
    }

    private function expire(Execution $execution): void
    {
        $execution->say(true, "The function did not answer within {$execution->timeoutSeconds} seconds.");
        $execution->fail('timeout');
    }

    private function endIdle(): void
    {
        $oldest = microtime(true) - self::IDLE_SECONDS;
        foreach (array_slice($this->workers, 1, null, true) as $worker) {
            if ($worker->idle() && $worker->usedAt < $oldest) {
                $this->forget($worker);
            }
        }
    }

    private function forget(Worker $worker): void
    {
        unset($this->workers[(int) $worker->out]);
        $worker->kill();
    }

    /** Answers leave room for what has come meanwhile. */
    private function sendRest(): void
    {
        foreach ($this->workers as $worker) {
            if (!$worker->outgoing->isEmpty()) {
                $worker->send();
            }
        }
        foreach ($this->connections as $number => $connection) {
            if (!$connection->outgoing->isEmpty()) {
                $connection->send();
            }
            $this->serve($number);
        }
    }
}
