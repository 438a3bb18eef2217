package io.seatrial.chaos.proxy;

import io.seatrial.chaos.fault.Injection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A proxy between a client and a server of the test. Fails a test that leaves a connection in the proxy when both ends are closed. */
abstract class ProxyFixture {

    static final Duration CEILING = Duration.ofSeconds(60);

    private final List<Socket> sockets = new ArrayList<>();
    ProxyServer server;
    Upstream upstream;
    Proxy proxy;

    @BeforeEach
    void openServer() throws IOException {
        server = ProxyServer.open(ProxyServerOptions.seeded(7).withBacklog(16));
        upstream = new Upstream();
        proxy = await(server.create(spec(ProxySpec.to("link", upstream.address()))));
    }

    /** What the proxy is made from; a test class may want more. */
    ProxySpec spec(ProxySpec plain) {
        return plain;
    }

    @AfterEach
    void closeServer() throws IOException {
        try {
            for (Socket socket : sockets) {
                socket.close();
            }
            upstream.close();
            await(proxy.heal());
            await("the end of every connection in the proxy").atMost(CEILING).until(() -> proxy.connections() == 0);
        } finally {
            await(server.close());
        }
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(CEILING.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static ConditionFactory await(String alias) {
        return Awaitility.await(alias);
    }

    InetSocketAddress address() {
        return proxy.address().orElseThrow();
    }

    Socket connect() throws IOException {
        return keep(Ends.connect(address()));
    }

    Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    Ends link() throws IOException {
        Socket client = connect();
        return new Ends(client, keep(upstream.accept()));
    }

    void inject(Injection injection) {
        await(proxy.inject(injection));
    }

    void change(UnaryOperator<Injection> change) {
        await(proxy.change(change.apply(proxy.faults().get(0).injection()), null));
    }

    void remove(String fault) {
        await(proxy.remove(fault));
    }
}
