package io.loyalty.consumption.planted.meters;

import io.loyalty.consumption.planted.decode.Plain;

record ReadsDecode(Plain decode) {}
