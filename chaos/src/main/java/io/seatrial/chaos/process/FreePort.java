package io.seatrial.chaos.process;

import io.seatrial.testkit.machine.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports for servers that may be stopped and must get the same port again. They lie below those that systems give to clients: a client that
 * calls a stopped server again and again could be given the server's own port, and would then talk to itself and keep the server out.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private final Random random = new Random(Machine.nanoTime());

    /** Creates a source of ports, which draws where to look first. */
    public FreePort() {}

    /** Returns a port that was free a moment ago. Another process may take it meanwhile, so the caller is ready to ask again. */
    public int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                continue; // in use: the next one may be free
            }
        }
        throw new IllegalStateException(
                "no free port between " + LOWEST + " and " + HIGHEST + " in " + TRIES + " tries");
    }
}
