<?php
declare(strict_types=1);

namespace Basalt;

/** One request, as it came; its body is null when it is too large. */
final class Incoming
{
    public ?string $body = '';

    /** @param array<string, string> $headers */
    public function __construct(public string $method, public string $target, public array $headers)
    {
    }
}

/** One connection of the executor: requests in, answers out, one after the other. Nothing here waits. */
final class Connection
{
    private const MAX_HEAD = 64 * 1024;

    /** @var resource */
    public $stream;
    public bool $closed = false;
    /** A request is being answered; what comes meanwhile is read later. */
    public bool $busy = false;
    public Outgoing $outgoing;
    private string $incoming = '';
    private ?Incoming $request = null;
    private bool $chunked = false;
    /** Of the body, or of its chunk: what is still to come. */
    private int $left = 0;
    private int $size = 0;
    private string $place = 'head';

    /** @param resource $stream */
    public function __construct($stream)
    {
        $this->stream = $stream;
        $this->outgoing = new Outgoing();
        stream_set_blocking($stream, false);
        stream_set_chunk_size($stream, 1 << 16);
    }

    /** Takes what has come. */
    public function receive(): void
    {
        $bytes = fread($this->stream, 1 << 16);
        if ($bytes === false || ($bytes === '' && feof($this->stream))) {
            $this->close();
            return;
        }
        $this->incoming .= $bytes;
    }

    /** The next request, when all of it has come. */
    public function next(): ?Incoming
    {
        while (!$this->busy && !$this->closed) {
            $went = match ($this->place) {
                'head' => $this->readHead(),
                'body' => $this->readBody(),
                'length' => $this->readLength(),
                'chunk' => $this->readBody() && $this->endChunk(),
                'break' => $this->endChunk(),
                'trailer' => $this->readTrailer(),
            };
            if (!$went) {
                return null;
            }
            if ($this->place === 'done') {
                $this->place = 'head';
                $this->busy = true;
                return $this->request;
            }
        }
        return null;
    }

    /** @param array<string, string|int> $headers */
    public function answer(int $status, array $headers, string $body): void
    {
        $head = "HTTP/1.1 $status Answer\r\n";
        foreach ($headers as $name => $value) {
            $head .= "$name: $value\r\n";
        }
        if ($status !== 204) {
            $head .= 'content-length: ' . strlen($body) . "\r\n";
        }
        $hasBody = $status !== 204 && $this->request?->method !== 'HEAD';
        $this->outgoing->add("$head\r\n" . ($hasBody ? $body : ''));
        $this->request = null;
        $this->busy = false;
        $this->send();
    }

    /** Sends what can be sent now. */
    public function send(): void
    {
        if (!$this->closed && !$this->outgoing->sendTo($this->stream) && feof($this->stream)) {
            $this->close();
        }
    }

    public function close(): void
    {
        if (!$this->closed) {
            fclose($this->stream);
        }
        $this->closed = true;
    }

    private function readHead(): bool
    {
        $end = strpos($this->incoming, "\r\n\r\n");
        if ($end === false || $end > self::MAX_HEAD) {
            if (strlen($this->incoming) > self::MAX_HEAD) {
                $this->close();
            }
            return false;
        }
        $lines = explode("\r\n", substr($this->incoming, 0, $end));
        $this->incoming = substr($this->incoming, $end + 4);
        [$method, $target] = explode(' ', array_shift($lines), 3) + ['', ''];
        $headers = [];
        foreach ($lines as $line) {
            [$name, $value] = explode(':', $line, 2) + [1 => ''];
            $key = strtolower($name);
            $value = trim($value);
            $headers[$key] = isset($headers[$key]) ? $headers[$key] . ($key === 'cookie' ? '; ' : ', ') . $value : $value;
        }
        $this->request = new Incoming($method, $target, $headers);
        $this->size = 0;
        $this->chunked = stripos($headers['transfer-encoding'] ?? '', 'chunked') !== false;
        $this->left = $this->chunked ? 0 : (int) ($headers['content-length'] ?? 0);
        $this->place = $this->chunked ? 'length' : 'body';
        return true;
    }

    /** Is read to its end even when it is too large, as the connection goes on. */
    private function readBody(): bool
    {
        $part = substr($this->incoming, 0, $this->left);
        $this->incoming = substr($this->incoming, strlen($part));
        $this->left -= strlen($part);
        $this->size += strlen($part);
        if ($this->size > Execution::MAX_BYTES) {
            $this->request->body = null;
        } else {
            $this->request->body .= $part;
        }
        if ($this->left > 0) {
            return false;
        }
        $this->place = $this->chunked ? 'break' : 'done';
        return true;
    }

    private function readLength(): bool
    {
        $line = $this->line();
        if ($line === null) {
            return false;
        }
        $this->left = (int) hexdec(explode(';', $line)[0]);
        $this->place = $this->left === 0 ? 'trailer' : 'chunk';
        return true;
    }

    private function endChunk(): bool
    {
        if (strlen($this->incoming) < 2) {
            return false;
        }
        $this->incoming = substr($this->incoming, 2);
        $this->place = 'length';
        return true;
    }

    private function readTrailer(): bool
    {
        $line = $this->line();
        $this->place = $line === '' ? 'done' : 'trailer';
        return $line !== null;
    }

    private function line(): ?string
    {
        $end = strpos($this->incoming, "\r\n");
        if ($end === false) {
            return null;
        }
        $line = substr($this->incoming, 0, $end);
        $this->incoming = substr($this->incoming, $end + 2);
        return $line;
    }
}
