package io.loyalty.consumption.planted.replay;

import io.loyalty.consumption.planted.flow.Middle;

record ReadsFlow(Middle flow) {}
