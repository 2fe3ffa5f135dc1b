package io.loyalty.consumption.planted.decode;

import io.loyalty.consumption.planted.warehouse.Plain;

record ReadsWarehouse(Plain warehouse) {}
