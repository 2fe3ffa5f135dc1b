package io.loyalty.cli.planted.sample;

import io.loyalty.cli.planted.queue.Fed;

record ReadsQueue(Fed fed) {}
