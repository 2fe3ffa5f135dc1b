package io.loyalty.consumption.planted.load;

import io.loyalty.consumption.planted.replay.Plain;

record ReadsReplay(Plain replay) {}
