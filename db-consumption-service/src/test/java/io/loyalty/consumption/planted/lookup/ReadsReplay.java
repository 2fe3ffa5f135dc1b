package io.loyalty.consumption.planted.lookup;

import io.loyalty.consumption.planted.replay.Plain;

record ReadsReplay(Plain replay) {}
