<?php
declare(strict_types=1);

namespace Basalt;

/** What an execution writes. Each line leaves the process at once, to outlive its crash. */
final class Output
{
    private const MAX_LINE = 8000;
    private const HINT = 'Output that was not written by context.log() or context.error():';

    /** @var resource */
    private $stream;
    private bool $hinted = false;
    private string $partial = '';

    /** @param resource $stream to the server */
    public function __construct($stream)
    {
        $this->stream = $stream;
    }

    /** @param array<mixed> $values */
    public function log(array $values): void
    {
        $this->write('l', implode(' ', array_map([self::class, 'textOf'], $values)));
    }

    /** @param array<mixed> $values */
    public function error(array $values): void
    {
        $this->write('e', implode(' ', array_map([self::class, 'textOf'], $values)));
    }

    /** What echo and its like are given, in pieces. */
    public function native(string $text): void
    {
        $lines = explode("\n", $this->partial . $text);
        $this->partial = array_pop($lines);
        foreach ($lines as $line) {
            if (!$this->hinted) {
                $this->write('l', self::HINT);
            }
            $this->hinted = true;
            $this->write('l', $line);
        }
    }

    public function close(): void
    {
        if ($this->partial !== '') {
            $this->native("\n");
        }
    }

    public static function textOf(mixed $value): string
    {
        if (is_string($value)) {
            return $value;
        }
        if ($value instanceof \Throwable || $value instanceof \Stringable) {
            return (string) $value;
        }
        $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PARTIAL_OUTPUT_ON_ERROR;
        return json_encode($value, $flags) ?: get_debug_type($value);
    }

    private function write(string $kind, string $text): void
    {
        if (preg_match('//u', $text) !== 1) {
            $text = (string) json_decode((string) json_encode($text, JSON_INVALID_UTF8_SUBSTITUTE));
        }
        // Only then may it have too many characters, which are costly to count.
        if (strlen($text) > self::MAX_LINE && preg_match('/\A.{' . self::MAX_LINE . '}(?=.)/su', $text, $found) === 1) {
            $text = $found[0] . '... (cut at ' . self::MAX_LINE . ' characters)';
        }
        Frames::write($this->stream, $kind, $text);
    }
}
