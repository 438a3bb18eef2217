package io.seatrial.transport.nats;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of dynamo-manager.md 4.1 in both profiles. */
class SubjectsTest {

    private static final Subjects EXACT = new Subjects(true);
    private static final Subjects MODEL = new Subjects(false);
    private static final EndpointId PLAIN = EndpointId.of("dynamo", "backend", "generate", 0x694d98147d54be25L);

    @Test
    void shouldBeTheModelsForPlainNames() {
        String subject = "dynamo_backend.generate-694d98147d54be25";
        for (Subjects subjects : List.of(EXACT, MODEL)) {
            assertThat(subjects.published(PLAIN)).isEqualTo(subject);
            assertThat(subjects.listened(PLAIN)).isEqualTo(subject);
        }
        assertThat(Subjects.listedAs(subject)).isEqualTo("dynamo_backend-generate-694d98147d54be25");
    }

    @Test
    void shouldListenOnTheSlugInTheModelWhateverIsPublished() {
        EndpointId id = EndpointId.of("a.B", "Peer.X", "Echo", -1);

        assertThat(MODEL.published(id)).isEqualTo("a.B_Peer.X.Echo-ffffffffffffffff");
        assertThat(MODEL.listened(id)).isEqualTo("a_b_peer_x.Echo-ffffffffffffffff");
        assertThat(EXACT.published(id)).isEqualTo("a.B_Peer.X.Echo-ffffffffffffffff");
        assertThat(EXACT.listened(id)).isEqualTo(EXACT.published(id));
    }

    @ParameterizedTest
    @CsvSource({
        "dynamo, backend, dynamo_backend",
        "a.b, c, a_b_c",
        "Seat, Peer.X, seat_peer_x",
        "_a, b, a_b",
        "my-ns_1, é, my-ns_1__",
        "., _, ''",
    })
    void shouldMakeSlugs(String namespace, String component, String slug) {
        assertThat(Subjects.service(new EndpointName(namespace, component, "any")))
                .isEqualTo(slug);
    }

    @Test
    void shouldDescribeTheInnermostNamespaceInTheModel() {
        EndpointName name = new EndpointName("outer.inner", "backend", "generate");

        assertThat(MODEL.description(name)).isEqualTo("Dynamo component backend in namespace inner");
        assertThat(EXACT.description(name)).isEqualTo("Dynamo component backend in namespace outer.inner");
    }

    @ParameterizedTest
    @CsvSource({
        "a b, a%20b",
        "*, %2A",
        "a>, a%3E",
        "$SYS, %24SYS",
        ".a..b., %2Ea.%2Eb%2E",
        "100%, 100%25",
        "é, %C3%A9",
        "x/y_z-1, x/y_z-1",
    })
    void shouldEncodeWhatCannotStandInASubject(String name, String encoded) {
        assertThat(EXACT.published(EndpointId.of(name, name, name, 1)))
                .isEqualTo(encoded + "_" + encoded + "." + encoded + "-1");
    }
}
