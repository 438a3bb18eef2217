package io.seatrial.serving;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedEndpointTest {

    private final List<String> told = new ArrayList<>();
    private final ServedEndpoint endpoint = new ServedEndpoint(
            GENERATE,
            TestHandler.quick(),
            (id, ready) -> told.add(ready + ", takes requests: " + takesOne()),
            notice -> {});

    private boolean takesOne() {
        return endpoint.inFlight().enter();
    }

    @Test
    void shouldBeReadyWhileItTakesRequestsAndNotReadyWhenItDoesNot() {
        endpoint.announceReady();
        assertThat(endpoint.retire()).as("the one that the listener sent").isEqualTo(1);
        assertThat(told).containsExactly("true, takes requests: true", "false, takes requests: false");
    }

    @Test
    void shouldNotBeSaidToBeReadyAfterItsEndHasOvertakenItsBeginning() {
        endpoint.retire();
        endpoint.announceReady();
        assertThat(told).containsExactly("false, takes requests: false");
    }

    @Test
    void shouldSayNothingWhenItIsReplaced() {
        endpoint.announceReady();
        endpoint.replace();
        assertThat(told).hasSize(1);
        assertThat(takesOne()).isFalse();
    }
}
