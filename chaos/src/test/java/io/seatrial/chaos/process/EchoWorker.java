package io.seatrial.chaos.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A worker of a user: answers each connection with what it is sent, one after the other. */
final class EchoWorker {

    private EchoWorker() {}

    static WorkerSpec spec() {
        return WorkerSpec.java(EchoWorker.class, WorkerSpec.PORT).servingWhenItSays("^echoing on \\d+$");
    }

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        try (ServerSocket server = new ServerSocket(port, 10, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("echoing on " + port);
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().transferTo(client.getOutputStream());
                }
            }
        }
    }
}
