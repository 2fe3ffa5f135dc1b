package io.loyalty.consumption.planted.topic;

import io.loyalty.consumption.planted.flow.Middle;

record ReadsFlow(Middle flow) {}
