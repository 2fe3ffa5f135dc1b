package io.loyalty.face.planted.second;

import io.loyalty.face.planted.first.ReadsSecond;

/** Imports the package that imports this one. */
public record ReadsFirst(ReadsSecond other) {}
