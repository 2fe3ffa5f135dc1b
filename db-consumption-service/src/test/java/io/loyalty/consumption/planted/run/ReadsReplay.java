package io.loyalty.consumption.planted.run;

import io.loyalty.consumption.planted.replay.Plain;

record ReadsReplay(Plain replay) {}
