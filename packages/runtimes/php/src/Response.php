<?php
declare(strict_types=1);

namespace Basalt;

/** Says what is wrong with what a function returned. */
final class InvalidAnswer extends \Exception
{
}

/** `$context->res`: makes answers. */
final class Response
{
    public const MAX_BYTES = 20 * 1024 * 1024;
    /** These belong to the connection between the runtime and its caller, which are not the function's. */
    private const OF_CONNECTION = ['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer'];

    /** @param array<string, mixed> $headers */
    public function send(mixed $body, int $statusCode = 200, array $headers = []): array
    {
        return ['body' => $body, 'statusCode' => $statusCode, 'headers' => $headers];
    }

    /** @param array<string, mixed> $headers */
    public function text(mixed $body, int $statusCode = 200, array $headers = []): array
    {
        return $this->send($body, $statusCode, self::withType('text/plain', $headers));
    }

    /** @param array<string, mixed> $headers */
    public function json(mixed $value, int $statusCode = 200, array $headers = []): array
    {
        $text = json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
        return $this->send($text, $statusCode, self::withType('application/json', $headers));
    }

    /** @param array<string, mixed> $headers */
    public function binary(string $bytes, int $statusCode = 200, array $headers = []): array
    {
        return $this->send($bytes, $statusCode, self::withType('application/octet-stream', $headers));
    }

    public function empty(): array
    {
        return $this->send('', 204);
    }

    /** @param array<string, mixed> $headers */
    public function redirect(string $url, int $statusCode = 301, array $headers = []): array
    {
        return $this->send('', $statusCode, ['location' => $url] + array_change_key_case($headers));
    }

    /**
     * Checks what a function returned.
     * @return array{int, array<string, string>, string} status, headers and body for the wire
     * @throws InvalidAnswer
     */
    public static function finish(mixed $answer): array
    {
        if ($answer === null) {
            throw new InvalidAnswer('The function returned nothing: return $context->res->empty(), or another answer of $context->res.');
        }
        if (!is_array($answer) || !array_key_exists('body', $answer)) {
            throw new InvalidAnswer('The function returned something that is not an answer of $context->res.');
        }
        $status = $answer['statusCode'] ?? 200;
        if (!is_int($status) || $status < 200 || $status > 599) {
            $given = is_scalar($status) ? (string) $status : gettype($status);
            throw new InvalidAnswer("The status of an answer is a whole number from 200 to 599, not $given.");
        }
        $body = self::bytesOf($answer['body']);
        if (strlen($body) > self::MAX_BYTES) {
            throw new InvalidAnswer('The body of an answer may have ' . self::MAX_BYTES . ' bytes, not ' . strlen($body) . '.');
        }
        return [$status, self::wireHeaders($answer['headers'] ?? []), $body];
    }

    private static function bytesOf(mixed $body): string
    {
        $isText = is_scalar($body) || $body === null || $body instanceof \Stringable;
        return $isText ? (string) $body : json_encode($body, JSON_THROW_ON_ERROR);
    }

    /**
     * @param array<string, mixed> $given
     * @return array<string, string>
     */
    private static function wireHeaders(array $given): array
    {
        $headers = [];
        foreach ($given as $name => $value) {
            $key = strtolower((string) $name);
            if (str_starts_with($key, 'x-open-runtimes-') || in_array($key, self::OF_CONNECTION, true) || $value === null) {
                continue;
            }
            if (!preg_match('/\A[!#$%&\'*+.^_`|~0-9a-z-]+\z/', $key)) {
                throw new InvalidAnswer("$key is no name of a header.");
            }
            $text = is_array($value) ? implode(', ', $value) : (string) $value;
            if (preg_match('/[\x00-\x08\x0a-\x1f\x7f]/', $text)) {
                throw new InvalidAnswer("The header $key has a value that cannot be sent.");
            }
            $headers[$key] = $text;
        }
        $headers['content-type'] = self::contentType($headers['content-type'] ?? 'text/plain');
        return $headers;
    }

    private static function contentType(string $given): string
    {
        // A boundary is compared letter by letter.
        if (stripos($given, 'multipart/') === 0) {
            return $given;
        }
        $lower = strtolower($given);
        return str_contains($lower, 'charset=') ? $lower : "$lower; charset=utf-8";
    }

    /**
     * @param array<string, mixed> $headers
     * @return array<string, mixed>
     */
    private static function withType(string $type, array $headers): array
    {
        return array_change_key_case($headers) + ['content-type' => $type];
    }
}
