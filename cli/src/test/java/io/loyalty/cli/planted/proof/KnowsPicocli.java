package io.loyalty.cli.planted.proof;

import picocli.CommandLine;

record KnowsPicocli(CommandLine line) {}
