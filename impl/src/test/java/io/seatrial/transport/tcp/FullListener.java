package io.seatrial.transport.tcp;

import io.seatrial.plane.InstanceAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A listener whose queue of connections is full: it answers no further attempt, as a host that is gone. */
final class FullListener implements Closeable {

    private static final int ATTEMPT_MILLIS = 200;

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    FullListener() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        boolean full = false;
        while (!full) {
            Socket socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), ATTEMPT_MILLIS);
            } catch (SocketTimeoutException noAnswer) {
                full = true;
            }
        }
    }

    String peer() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    InstanceAddress address() {
        return InstanceAddress.tcp(peer() + "/" + ScriptedServer.PATH);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        listener.close();
    }
}
