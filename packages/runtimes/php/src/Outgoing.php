<?php
declare(strict_types=1);

namespace Basalt;

/** Bytes that wait until a stream takes them. */
final class Outgoing
{
    private string $bytes = '';
    private int $sent = 0;

    public function add(string $bytes): void
    {
        $this->bytes = $this->isEmpty() ? $bytes : substr($this->bytes, $this->sent) . $bytes;
        $this->sent = 0;
    }

    public function isEmpty(): bool
    {
        return $this->sent === strlen($this->bytes);
    }

    /**
     * Sends what can be sent now.
     * @param resource $stream
     * @return bool false: nothing could be
     */
    public function sendTo($stream): bool
    {
        $written = (int) @fwrite($stream, $this->sent === 0 ? $this->bytes : substr($this->bytes, $this->sent, 1 << 20));
        $this->sent += $written;
        return $written > 0;
    }
}
