<?php
declare(strict_types=1);

namespace Basalt;

/** One process of the function, as the server sees it. It works on one thing at a time. */
final class Worker
{
    /** @var resource to the process */
    public $in;
    /** @var resource from the process */
    public $out;
    public ?Execution $execution = null;
    /** Who waits for the function to be loaded. */
    public ?Connection $warming = null;
    public Outgoing $outgoing;
    public float $usedAt;
    private string $incoming = '';
    /** @var resource */
    private $process;

    public function __construct(string $script)
    {
        $this->outgoing = new Outgoing();
        $memory = (int) getenv('OPEN_RUNTIMES_MEMORY') ?: 512;
        $pipes = [];
        $channels = [0 => ['file', '/dev/null', 'r'], 1 => STDOUT, 2 => STDERR, 3 => ['pipe', 'r'], 4 => ['pipe', 'w']];
        $this->process = proc_open([PHP_BINARY, '-d', 'log_errors=0', '-d', "memory_limit={$memory}M", $script], $channels, $pipes)
            ?: throw new \RuntimeException('no process can be started');
        [3 => $this->in, 4 => $this->out] = $pipes;
        foreach ($pipes as $pipe) {
            stream_set_blocking($pipe, false);
        }
        $this->usedAt = microtime(true);
    }

    public function idle(): bool
    {
        return $this->execution === null && $this->warming === null;
    }

    public function give(string $kind, string $bytes): void
    {
        $this->outgoing->add(Frames::encode($kind, $bytes));
        $this->send();
    }

    /** Sends what can be sent now. That its process has ended is seen where it is read. */
    public function send(): void
    {
        $this->outgoing->sendTo($this->in);
    }

    /**
     * What the process has said since it was last asked.
     * @return list<array{string, string}>|null null: it has ended
     */
    public function heard(): ?array
    {
        $bytes = fread($this->out, 1 << 18);
        if ($bytes === false || ($bytes === '' && feof($this->out))) {
            return null;
        }
        $this->incoming .= $bytes;
        $frames = [];
        while (($frame = Frames::take($this->incoming)) !== null) {
            $frames[] = $frame;
        }
        return $frames;
    }

    public function kill(): void
    {
        proc_terminate($this->process, 9);
        fclose($this->in);
        fclose($this->out);
        proc_close($this->process);
    }
}
