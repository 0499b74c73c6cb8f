<?php
declare(strict_types=1);

namespace Basalt;

/** The last million characters of what was written, in whole lines. */
final class Lines
{
    private const MAX_TOTAL = 1_000_000;

    /** @var \SplQueue<string> */
    private \SplQueue $lines;
    private int $size = 0;
    private bool $dropped = false;

    public function __construct()
    {
        $this->lines = new \SplQueue();
    }

    public function add(string $line): void
    {
        $this->lines->enqueue($line);
        $this->size += strlen($line) + 1;
        while ($this->size > self::MAX_TOTAL) {
            $this->size -= strlen($this->lines->dequeue()) + 1;
            $this->dropped = true;
        }
    }

    public function text(): string
    {
        $text = implode("\n", iterator_to_array($this->lines));
        if (!$this->dropped) {
            return $text;
        }
        return '[Earlier lines are left out: the last ' . self::MAX_TOTAL . " characters are kept.]\n" . $text;
    }
}
