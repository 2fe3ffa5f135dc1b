package io.loyalty.consumption.planted.table;

import io.loyalty.consumption.planted.topic.Plain;

record ReadsTopic(Plain topic) {}
