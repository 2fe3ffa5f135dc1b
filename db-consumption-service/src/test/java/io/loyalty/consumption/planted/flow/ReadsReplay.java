package io.loyalty.consumption.planted.flow;

import io.loyalty.consumption.planted.replay.Plain;

record ReadsReplay(Plain replay) {}
