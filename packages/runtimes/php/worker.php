<?php
// One process of the function: it runs one execution at a time, which come and go as frames (src/Frames.php).
declare(strict_types=1);

require __DIR__ . '/src/Frames.php';
require __DIR__ . '/src/Request.php';
require __DIR__ . '/src/Response.php';
require __DIR__ . '/src/Output.php';
require __DIR__ . '/src/FunctionCode.php';
require __DIR__ . '/src/Loop.php';

(new Basalt\Loop())->run();
