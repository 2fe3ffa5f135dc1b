package io.loyalty.cli.planted.util;

final class Handy {}
