package io.loyalty.consumption.planted.warehouse.proof;

import io.loyalty.consumption.planted.warehouse.load.Plain;

record ReadsLoad(Plain load) {}
