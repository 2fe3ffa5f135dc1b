package io.loyalty.consumption.planted.flow;

import io.loyalty.consumption.planted.Root;

record ReadsRoot(Root root) {}
