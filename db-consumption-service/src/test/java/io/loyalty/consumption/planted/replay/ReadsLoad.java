package io.loyalty.consumption.planted.replay;

import io.loyalty.consumption.planted.load.Middle;

record ReadsLoad(Middle load) {}
