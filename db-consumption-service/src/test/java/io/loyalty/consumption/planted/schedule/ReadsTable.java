package io.loyalty.consumption.planted.schedule;

import io.loyalty.consumption.planted.table.Plain;

record ReadsTable(Plain table) {}
