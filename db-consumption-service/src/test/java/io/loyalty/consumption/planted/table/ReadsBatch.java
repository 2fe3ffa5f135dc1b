package io.loyalty.consumption.planted.table;

import io.loyalty.consumption.planted.batch.Plain;

record ReadsBatch(Plain batch) {}
