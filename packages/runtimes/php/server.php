<?php
// Runs one function for the executor: packages/runtimes/README.md has the protocol.
// PHP 8.0 reads it, with what the official images have: neither pcntl nor sockets.
declare(strict_types=1);

require __DIR__ . '/src/Frames.php';
require __DIR__ . '/src/Lines.php';
require __DIR__ . '/src/Outgoing.php';
require __DIR__ . '/src/Execution.php';
require __DIR__ . '/src/Connection.php';
require __DIR__ . '/src/Worker.php';
require __DIR__ . '/src/Server.php';

(new Basalt\Server(__DIR__ . '/worker.php'))->run();
