package io.loyalty.consumption.planted.load;

import io.loyalty.consumption.planted.live.Plain;

record ReadsLive(Plain live) {}
