package io.seatrial.transport.tcp;

import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A scripted server and the clients of one test. After it the server goes first, and no client may leave anything. */
final class ClientTrial implements AfterEachCallback {

    private final ScriptedServer server = ScriptedServer.start();
    private final List<ClientUnderTest> clients = new ArrayList<>();

    ScriptedServer server() {
        return server;
    }

    /** Opens a client of the reference profile. */
    ClientUnderTest client(Settings settings) {
        return client(Profile.REFERENCE, settings);
    }

    ClientUnderTest client(Profile profile, Settings settings) {
        return opened(ClientUnderTest.of(profile, settings));
    }

    /** Sees to the end of a client that was opened elsewhere. */
    ClientUnderTest opened(ClientUnderTest client) {
        clients.add(client);
        return client;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
        clients.forEach(ClientUnderTest::close);
    }
}
