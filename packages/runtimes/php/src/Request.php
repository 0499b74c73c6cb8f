<?php
declare(strict_types=1);

namespace Basalt;

/** `$context->req`. What costs time is made when it is asked for. */
final class Request
{
    public string $method;
    public string $path;
    public string $queryString;
    /** @var array<string, string> values as they came, not decoded */
    public array $query = [];
    public string $scheme;
    public string $host;
    public int $port;
    public string $url;
    /** @var array<string, string> */
    public array $headers;
    private string $bytes;

    /** @param array<string, string> $headers */
    public function __construct(string $method, string $target, array $headers, string $body)
    {
        $this->method = $method;
        $this->headers = $headers;
        $this->bytes = $body;
        [$this->path, $this->queryString] = explode('?', $target, 2) + [1 => ''];
        foreach (explode('&', $this->queryString) as $pair) {
            if ($pair !== '') {
                [$name, $value] = explode('=', $pair, 2) + [1 => ''];
                $this->query[$name] = $value;
            }
        }
        $this->scheme = ($headers['x-forwarded-proto'] ?? '') ?: 'http';
        $usual = $this->scheme === 'https' ? 443 : 80;
        preg_match('/^(.*?)(?::(\d+))?$/s', $headers['host'] ?? '', $found);
        $this->host = $found[1];
        $this->port = isset($found[2]) ? (int) $found[2] : $usual;
        $place = $this->port === $usual ? $this->host : "{$this->host}:{$this->port}";
        $question = $this->queryString === '' ? '' : "?{$this->queryString}";
        $this->url = "{$this->scheme}://{$place}{$this->path}{$question}";
    }

    public function __get(string $name): mixed
    {
        return match ($name) {
            'bodyBinary', 'bodyText', 'bodyRaw' => $this->bytes,
            'bodyJson' => json_decode($this->bytes, true, 512, JSON_THROW_ON_ERROR),
            'body' => $this->body(),
            default => null,
        };
    }

    public function __isset(string $name): bool
    {
        return in_array($name, ['body', 'bodyBinary', 'bodyJson', 'bodyRaw', 'bodyText'], true);
    }

    private function body(): mixed
    {
        $type = strtolower($this->headers['content-type'] ?? '');
        if (!str_starts_with($type, 'application/json')) {
            return $this->bytes;
        }
        return $this->bytes === '' ? [] : $this->bodyJson;
    }
}
