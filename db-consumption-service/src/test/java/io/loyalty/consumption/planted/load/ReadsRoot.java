package io.loyalty.consumption.planted.load;

import io.loyalty.consumption.planted.Root;

record ReadsRoot(Root root) {}
