package io.loyalty.consumption.planted.decode;

import io.loyalty.consumption.planted.table.Plain;

record ReadsTable(Plain table) {}
