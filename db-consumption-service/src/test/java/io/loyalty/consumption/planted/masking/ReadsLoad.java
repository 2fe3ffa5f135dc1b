package io.loyalty.consumption.planted.masking;

import io.loyalty.consumption.planted.load.Middle;

record ReadsLoad(Middle load) {}
