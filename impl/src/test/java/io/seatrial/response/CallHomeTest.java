package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.RuntimeSettings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallHomeTest {

    /** Returns the network as it is while it has run out of ephemeral ports, for so many connects. */
    private static NetworkIo exhausted(NetworkIo real, int refusals) {
        AtomicInteger left = new AtomicInteger(refusals);
        InvocationHandler calls =
                (proxy, method, arguments) -> method.getName().equals("connect") && left.getAndDecrement() > 0
                        ? CompletableFuture.failedFuture(new BindException("Cannot assign requested address"))
                        : method.invoke(real, arguments);
        return (NetworkIo)
                Proxy.newProxyInstance(NetworkIo.class.getClassLoader(), new Class<?>[] {NetworkIo.class}, calls);
    }

    private static CallHomeHandler handler(TestProcess process, int refusals) {
        PlaneContext plane = process.plane();
        return new CallHomeHandler(
                new PlaneContext(exhausted(plane.io(), refusals), plane.settings(), plane.profile(), plane.notices()),
                Engine.of("1"));
    }

    private static CompletableFuture<Void> handle(CallHomeHandler handler, String address) {
        byte[] payload = RawFrames.frame(RawFrames.control("r", address, WorkerUnderTest.SUBJECT), "{}");
        return handler.handle(TestProcess.request(payload)).toCompletableFuture();
    }

    @Test
    void shouldTryAgainWhenPortsRanOut() throws Exception {
        try (TestProcess process = TestProcess.open();
                RawConnection.Listener home = new RawConnection.Listener()) {
            CompletableFuture<Void> done = handle(handler(process, 2), home.address());
            try (RawConnection caller = home.accept()) {
                assertThat(caller.read().header()).contains(WorkerUnderTest.SUBJECT);
                done.get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void shouldNotTryForEver() throws Exception {
        try (TestProcess process = TestProcess.open().with(RuntimeSettings.CALL_HOME_TIMEOUT, Duration.ofMillis(500))) {
            CallHomeHandler handler = handler(process, Integer.MAX_VALUE);
            assertThatThrownBy(() -> handle(handler, "127.0.0.1:1").get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessageEndingWith("Cannot assign requested address");
            assertThat(handler.metrics().errors(HandlerError.RESPONSE_STREAM)).isEqualTo(1);
            assertThat(handler.metrics().inFlight()).isZero();
        }
    }
}
