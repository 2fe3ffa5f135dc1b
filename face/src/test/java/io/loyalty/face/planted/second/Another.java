package io.loyalty.face.planted.second;

/** Makes two classes of this package. */
record Another() {}
