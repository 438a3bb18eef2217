package io.seatrial.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.seatrial.io.SocketIo;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.wire.RequestHead;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final int PRODUCERS = 4;
    private static final int EACH = 20_000;

    private final SocketIo io = SocketIo.open("outbox-test");
    private final ClientScope scope = ClientScope.of(
            new PlaneContext(io, ClientUnderTest.settings(), Profile.REFERENCE, Notices.log()),
            new TcpBehaviour(Profile.REFERENCE));
    private final Peer nobody = new ExclusivePeer(scope, new ExclusivePool(scope), new InetSocketAddress(1));
    private final Outbox outbox = new Outbox();

    @AfterEach
    void close() {
        io.close();
    }

    @Test
    void shouldHandOverInOrderAndSayWhoMustCall() {
        List<PendingRequest> requests = Stream.generate(this::request).limit(3).toList();
        assertThat(outbox.takeAll()).isNull();
        assertThat(outbox.add(requests.get(0))).isTrue();
        assertThat(outbox.add(requests.get(1))).isFalse();
        assertThat(outbox.add(requests.get(2))).isFalse();
        assertThat(chain(outbox.takeAll())).containsExactlyElementsOf(requests);
        assertThat(outbox.takeAll()).isNull();

        PendingRequest again = requests.get(1);
        assertThat(outbox.add(again)).isTrue();
        assertThat(chain(outbox.takeAll())).containsExactly(again);
    }

    @Test
    void shouldLoseNothingAndKeepTheOrderOfEachProducer() throws Exception {
        List<List<PendingRequest>> made = Stream.generate(
                        () -> Stream.generate(this::request).limit(EACH).toList())
                .limit(PRODUCERS)
                .toList();
        ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS);
        AtomicInteger calls = new AtomicInteger();
        made.forEach(requests -> producers.execute(() -> requests.forEach(request -> {
            if (outbox.add(request)) {
                calls.incrementAndGet();
            }
        })));
        List<PendingRequest> taken = new ArrayList<>();
        int batches = 0;
        while (taken.size() < PRODUCERS * EACH) {
            List<PendingRequest> batch = chain(outbox.takeAll());
            batches += batch.isEmpty() ? 0 : 1;
            taken.addAll(batch);
        }
        producers.shutdown();
        assertThat(producers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(calls.get()).as("one call for each batch").isEqualTo(batches);
        for (List<PendingRequest> requests : made) {
            Set<PendingRequest> own = Set.copyOf(requests);
            assertThat(taken.stream().filter(own::contains).toList()).isEqualTo(requests);
        }
    }

    private PendingRequest request() {
        return PendingRequest.of(scope, nobody, RequestHead.route("p"), Unpooled.EMPTY_BUFFER);
    }

    private static List<PendingRequest> chain(PendingRequest first) {
        List<PendingRequest> all = new ArrayList<>();
        for (PendingRequest request = first; request != null; request = request.next) {
            all.add(request);
        }
        return all;
    }
}
