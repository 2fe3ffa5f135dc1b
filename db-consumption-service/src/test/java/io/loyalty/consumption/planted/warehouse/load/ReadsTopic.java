package io.loyalty.consumption.planted.warehouse.load;

import io.loyalty.consumption.planted.topic.Plain;

record ReadsTopic(Plain topic) {}
