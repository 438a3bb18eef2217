package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.EndpointId;
import org.junit.jupiter.api.Test;

class TcpKeyingTest {

    private final TcpKeying exact = new TcpKeying(true);
    private final TcpKeying model = new TcpKeying(false);

    @Test
    void shouldPublishTheFullIdentityAndServeTheKeyOfTheModelToo() {
        assertThat(exact.keyOf(GENERATE)).isEqualTo("1a2b/ns/backend/generate");
        assertThat(exact.shortKeyOf(GENERATE)).isEqualTo("1a2b/generate");
    }

    @Test
    void shouldKnowInstanceAndNameOnlyInTheModel() {
        assertThat(model.keyOf(GENERATE)).isEqualTo("1a2b/generate");
        assertThat(model.shortKeyOf(GENERATE)).isNull();
    }

    @Test
    void shouldRemoveByTheEndOfTheKeyInTheModel() {
        EndpointId sibling = EndpointId.of("ns", "other", "generate", 2);
        assertThat(model.removes(sibling, "1a2b/generate")).isTrue();
        assertThat(model.removes(sibling, "1a2b/x/generate")).isTrue();
        assertThat(model.removes(sibling, "1a2b/pregenerate")).isFalse();
    }
}
