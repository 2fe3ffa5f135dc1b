package io.loyalty.consumption.planted.decode;

import io.loyalty.consumption.planted.warehouse.load.Plain;

record ReadsWarehouse(Plain warehouse) {}
