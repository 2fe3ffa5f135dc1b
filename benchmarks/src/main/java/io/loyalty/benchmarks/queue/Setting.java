package io.loyalty.benchmarks.queue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Describes a race of contenders on queues.
 *
 * @param events of which messages are made, in turn
 * @param latency of each call to the queue; zero for the local stack's own server
 * @param messages of a run
 * @param warmUp messages that each contender has had before
 * @param rounds how often
 * @param sdkThreads threads of the SDK loops, of which the fastest stays
 * @param polls of ours, at most, and as many deletes
 * @param ours further settings of ours, each as {@code key=value}
 * @param peer further settings of the peer
 * @param peerHeap the heap of each peer, as {@code -Xmx} takes it
 * @param peerMessages that the peer has in work, at most
 * @param home the project's directory, built
 */
public record Setting(
    List<String> events,
    Duration latency,
    int messages,
    int warmUp,
    int rounds,
    List<Integer> sdkThreads,
    int polls,
    List<String> ours,
    List<String> peer,
    String peerHeap,
    int peerMessages,
    Path home) {}
