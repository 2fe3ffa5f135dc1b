package io.loyalty.consumption.planted.live;

import io.loyalty.consumption.planted.replay.Plain;

record ReadsReplay(Plain replay) {}
