<?php
declare(strict_types=1);

namespace Basalt;

/**
 * What the server and a process of the function say to each other: a letter, the length as four bytes, and that many bytes.
 * To the process: `r` a request, `w` to load the function. From it: `l` a line of its log, `e` of its errors, `a` an
 * answer, `f` why there is none.
 */
final class Frames
{
    public static function encode(string $kind, string $bytes): string
    {
        return $kind . pack('N', strlen($bytes)) . $bytes;
    }

    /** @return array{string, string}|null the first frame of the buffer, which is taken out of it; null: it is not whole */
    public static function take(string &$buffer): ?array
    {
        if (strlen($buffer) < 5) {
            return null;
        }
        $length = unpack('N', $buffer, 1)[1];
        if (strlen($buffer) < 5 + $length) {
            return null;
        }
        $frame = [$buffer[0], substr($buffer, 5, $length)];
        $buffer = substr($buffer, 5 + $length);
        return $frame;
    }

    /**
     * Waits for a frame.
     * @param resource $stream
     * @return array{string, string}|null null: the end
     */
    public static function read($stream): ?array
    {
        $head = self::readExactly($stream, 5);
        if ($head === null) {
            return null;
        }
        $bytes = self::readExactly($stream, unpack('N', $head, 1)[1]);
        return $bytes === null ? null : [$head[0], $bytes];
    }

    /** @param resource $stream */
    public static function write($stream, string $kind, string $bytes): void
    {
        $rest = self::encode($kind, $bytes);
        while ($rest !== '') {
            $written = fwrite($stream, $rest);
            if ($written === false || $written === 0) {
                return; // the server has gone
            }
            $rest = substr($rest, $written);
        }
    }

    /** @param resource $stream */
    private static function readExactly($stream, int $length): ?string
    {
        $parts = [];
        while ($length > 0) {
            $part = fread($stream, min($length, 1 << 20));
            if ($part === false || $part === '') {
                return null;
            }
            $parts[] = $part;
            $length -= strlen($part);
        }
        return implode('', $parts);
    }
}
