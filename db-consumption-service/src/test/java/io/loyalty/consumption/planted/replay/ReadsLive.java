package io.loyalty.consumption.planted.replay;

import io.loyalty.consumption.planted.live.Plain;

record ReadsLive(Plain live) {}
