package io.loyalty.face.planted.first;

import io.loyalty.face.planted.second.ReadsFirst;

/** Imports the package that imports this one. */
public record ReadsSecond(ReadsFirst other) {}
