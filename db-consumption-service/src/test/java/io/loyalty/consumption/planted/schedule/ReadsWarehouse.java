package io.loyalty.consumption.planted.schedule;

import io.loyalty.consumption.planted.warehouse.load.Plain;

record ReadsWarehouse(Plain warehouse) {}
