<?php
declare(strict_types=1);

namespace Basalt;

/** Why an execution ends without an answer of the function, and what its owner reads about it. */
final class Failure extends \Exception
{
    public function __construct(public string $reason, public string $shown)
    {
        parent::__construct($reason);
    }
}

/** What the function is given. */
final class Context
{
    public function __construct(public Request $req, public Response $res, private Output $output)
    {
    }

    public function log(mixed ...$values): void
    {
        $this->output->log($values);
    }

    public function error(mixed ...$values): void
    {
        $this->output->error($values);
    }
}

/** The callable that the entrypoint returns, loaded by the first request that needs it. That it cannot be loaded stays so. */
final class FunctionCode
{
    private mixed $main = null;
    private ?Failure $failure = null;

    public function __construct(private string $folder, private string $entrypoint)
    {
    }

    /** @throws Failure */
    public function load(): callable
    {
        if ($this->main === null && $this->failure === null) {
            try {
                $this->main = $this->attempt();
            } catch (Failure $failure) {
                $this->failure = $failure;
            } catch (\Throwable $error) {
                $this->failure = new Failure('load', (string) $error);
            }
        }
        return $this->main ?? throw $this->failure;
    }

    /**
     * @return array{int, array<string, string>, string}
     * @throws Failure
     */
    public function call(Context $context): array
    {
        $main = $this->load();
        try {
            return Response::finish($main($context));
        } catch (InvalidAnswer $problem) {
            throw new Failure('answer', $problem->getMessage());
        } catch (\Throwable $error) {
            throw new Failure('exception', (string) $error);
        }
    }

    private function attempt(): callable
    {
        $path = $this->place();
        chdir($this->folder);
        if (is_file('vendor/autoload.php')) {
            require_once 'vendor/autoload.php';
        }
        $main = (static fn () => require $path)();
        if (!is_callable($main)) {
            throw new Failure('load', "{$this->entrypoint} returns no function: it needs `return function (\$context) { … };`.");
        }
        return $main;
    }

    private function place(): string
    {
        if ($this->entrypoint === '') {
            throw new Failure('load', 'The function has no entrypoint.');
        }
        $parts = [];
        foreach (explode('/', $this->entrypoint) as $part) {
            if ($part === '..' && array_pop($parts) === null) {
                throw new Failure('load', "The entrypoint {$this->entrypoint} is outside of the function.");
            }
            if ($part !== '' && $part !== '.' && $part !== '..') {
                $parts[] = $part;
            }
        }
        $path = $this->folder . '/' . implode('/', $parts);
        if (!is_file($path)) {
            throw new Failure('load', "The entrypoint {$this->entrypoint} is not in the deployment.");
        }
        return $path;
    }
}
