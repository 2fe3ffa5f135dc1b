package io.loyalty.consumption.planted.schedule;

import io.loyalty.consumption.planted.warehouse.Plain;

record ReadsWarehouse(Plain warehouse) {}
