package io.seatrial.chaos.process;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** A connection to an echo. */
record EchoClient(Socket socket) implements AutoCloseable {

    static EchoClient connect(WorkerProcess worker) throws IOException {
        Socket socket = new Socket("127.0.0.1", worker.port().orElseThrow());
        return new EchoClient(socket);
    }

    void send(int value) throws IOException {
        socket.getOutputStream().write(value);
    }

    int receive(Duration bound) throws IOException {
        socket.setSoTimeout((int) bound.toMillis());
        return socket.getInputStream().read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
