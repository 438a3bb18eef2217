package io.seatrial.nats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Carries connections to a server until it is cut, and then refuses them until it is mended. */
public final class Relay implements AutoCloseable {

    private final int target;
    private final ServerSocket listener;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile boolean cut;

    private Relay(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /** Starts to carry connections to a port on loopback. */
    public static Relay to(int port) {
        try {
            Relay relay = new Relay(port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            relay.thread(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where a client connects to. */
    public String url() {
        return "nats://127.0.0.1:" + listener.getLocalPort();
    }

    /** Breaks all connections, and each new one. */
    public void cut() {
        cut = true;
        open.forEach(Relay::closed);
        open.clear();
    }

    /** Carries connections again. */
    public void mend() {
        cut = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (cut) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                thread(() -> carry(client, server));
                thread(() -> carry(server, client));
            } catch (IOException e) {
                continue; // the listener was closed, or the server is not there
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            return; // one of the two is gone, and the other goes with it
        }
    }

    private void thread(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
