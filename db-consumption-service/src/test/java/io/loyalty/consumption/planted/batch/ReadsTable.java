package io.loyalty.consumption.planted.batch;

import io.loyalty.consumption.planted.table.Plain;

record ReadsTable(Plain table) {}
