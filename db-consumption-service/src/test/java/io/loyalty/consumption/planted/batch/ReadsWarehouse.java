package io.loyalty.consumption.planted.batch;

import io.loyalty.consumption.planted.warehouse.Plain;

record ReadsWarehouse(Plain warehouse) {}
