package io.loyalty.consumption.planted.topic;

import io.loyalty.consumption.planted.load.Middle;

record ReadsLoad(Middle load) {}
