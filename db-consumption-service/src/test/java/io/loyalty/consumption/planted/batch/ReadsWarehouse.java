package io.loyalty.consumption.planted.batch;

import io.loyalty.consumption.planted.warehouse.load.Plain;

record ReadsWarehouse(Plain warehouse) {}
