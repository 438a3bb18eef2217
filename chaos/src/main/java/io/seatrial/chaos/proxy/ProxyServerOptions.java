package io.seatrial.chaos.proxy;

/**
 * How a proxy server is set up.
 *
 * @param name the prefix of its threads' names
 * @param seed what everything is drawn from: the same seed and the same order of connections draw the same
 * @param dataThreads the number of event loops that carry bytes
 * @param backlog the length of a listener's queue of connections that nobody has accepted
 */
public record ProxyServerOptions(String name, long seed, int dataThreads, int backlog) {

    private static final int BACKLOG = 1024;

    /** Returns options for one machine of few processors. */
    public static ProxyServerOptions seeded(long seed) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new ProxyServerOptions("seatrial-proxy", seed, threads, BACKLOG);
    }

    /** Returns these with another length of queues. */
    public ProxyServerOptions withBacklog(int length) {
        return new ProxyServerOptions(name, seed, dataThreads, length);
    }
}
