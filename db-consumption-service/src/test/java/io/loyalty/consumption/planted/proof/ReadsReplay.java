package io.loyalty.consumption.planted.proof;

import io.loyalty.consumption.planted.replay.Plain;

record ReadsReplay(Plain replay) {}
