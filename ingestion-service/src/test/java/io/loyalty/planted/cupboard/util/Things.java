package io.loyalty.planted.cupboard.util;

/** Planted: a class in no room. */
record Things(String name) {}
