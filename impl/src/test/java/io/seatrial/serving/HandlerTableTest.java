package io.seatrial.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import org.junit.jupiter.api.Test;

class HandlerTableTest {

    private final HandlerTable exact = new HandlerTable("TCP", new ExampleKeying(true));
    private final HandlerTable model = new HandlerTable("TCP", new ExampleKeying(false));

    private static EndpointId id(String component, String endpoint, long instance) {
        return EndpointId.of("ns", component, endpoint, instance);
    }

    private static ServedEndpoint served(EndpointId id) {
        return new ServedEndpoint(id, TestHandler.quick(), HealthListener.NONE, notice -> {});
    }

    private static ServedEndpoint added(HandlerTable table, EndpointId id) {
        ServedEndpoint endpoint = served(id);
        ServedEndpoint replaced = table.add(endpoint);
        if (replaced != null) {
            replaced.replace();
        }
        return endpoint;
    }

    @Test
    void shouldWriteIdentitiesSoThatNoTwoShareAKey() {
        assertThat(exact.keyOf(id("backend", "generate", 0x1a2b))).isEqualTo("1a2b/ns/backend/generate");
        assertThat(exact.keyOf(id("a/b", "c", 1))).isEqualTo("1/ns/a%2Fb/c");
        assertThat(exact.keyOf(id("a", "b/c", 1))).isEqualTo("1/ns/a/b%2Fc");
        assertThat(exact.keyOf(id("a%2Fb", "c", 1))).isEqualTo("1/ns/a%252Fb/c");
        assertThat(exact.keyOf(id("a", "b", -1))).isEqualTo("ffffffffffffffff/ns/a/b");
    }

    @Test
    void shouldServeTheModelsKeyWhileOnlyOneCanBeMeant() {
        ServedEndpoint first = added(exact, id("a", "generate", 1));
        assertThat(exact.enter("1/generate")).isSameAs(first);
        ServedEndpoint second = added(exact, id("b", "generate", 1));
        assertThat(exact.enter("1/generate")).as("either could be meant").isNull();
        assertThat(exact.enter("1/ns/a/generate")).isSameAs(first);
        assertThat(exact.enter("1/ns/b/generate")).isSameAs(second);
        exact.remove(first);
        assertThat(exact.enter("1/generate")).isSameAs(second);
        exact.remove(second);
        assertThat(exact.enter("1/generate")).isNull();
    }

    @Test
    void shouldPreferAnOwnKeyToOneOfTheModelThatLooksTheSame() {
        ServedEndpoint looksAlike = added(exact, id("x", "ns/a/generate", 1));
        assertThat(exact.enter("1/ns/a/generate")).isSameAs(looksAlike);
        ServedEndpoint owner = added(exact, id("a", "generate", 1));
        assertThat(exact.enter("1/ns/a/generate")).isSameAs(owner);
        exact.remove(owner);
        assertThat(exact.enter("1/ns/a/generate")).isSameAs(looksAlike);
    }

    @Test
    void shouldTellAKeyFromAShortKeyWhereAPlaneReadsThemDifferently() {
        ServedEndpoint slash = added(exact, id("a/b", "c", 1));
        assertThat(exact.enter("1/ns/a%2Fb/c", "1/ns/a/b/c")).isSameAs(slash);
        assertThat(exact.enter("1/ns/a/b/c", "1/ns/a%2Fb/c"))
                .as("the key, where a short key was asked for")
                .isNull();
        assertThat(exact.enter("nothing", "1/c")).isSameAs(slash);
        assertThat(exact.enter("1/c", "nothing")).isNull();
    }

    @Test
    void shouldRefuseTheSameIdentityTwice() {
        added(exact, id("a", "generate", 1));
        assertThatThrownBy(() -> exact.add(served(id("a", "generate", 1))))
                .isInstanceOf(PlaneException.DuplicateEndpoint.class)
                .hasMessage("Endpoint 'ns/a/generate/1' is registered already");
    }

    @Test
    void shouldReplaceAnEqualKeyInTheModel() {
        ServedEndpoint first = added(model, id("a", "generate", 1));
        ServedEndpoint second = added(model, id("b", "generate", 1));
        assertThat(model.enter("1/generate")).isSameAs(second);
        assertThat(first.inFlight().enter()).isFalse();
    }

    @Test
    void shouldMeanExactlyOne() {
        ServedEndpoint generate = added(exact, id("a", "generate", 1));
        added(exact, id("a", "x/generate", 1));
        added(exact, id("a", "pregenerate", 1));
        added(exact, id("a", "generate", 2));
        assertThat(exact.meantBy(id("a", "generate", 1))).containsExactly(generate);
        assertThat(exact.meantBy(id("a", "generate", 3))).isEmpty();
    }

    @Test
    void shouldMeanEveryKeyWithTheSuffixInTheModel() {
        ServedEndpoint first = added(model, id("a", "generate", 1));
        ServedEndpoint slash = added(model, id("a", "x/generate", 1));
        added(model, id("a", "pregenerate", 1));
        ServedEndpoint sibling = added(model, id("a", "generate", 2));
        assertThat(model.meantBy(id("a", "generate", 7))).containsExactly(first, slash, sibling);
    }

    @Test
    void shouldRefuseAKeyThatNoRequestCouldAskFor() {
        String longest = "e".repeat(1024 - "1/ns/a/".length());
        added(exact, id("a", longest, 1));
        assertThatThrownBy(() -> exact.add(served(id("b", longest + "e", 1))))
                .isInstanceOf(PlaneException.InvalidRequest.class)
                .hasMessage("Endpoint path too long: 1025 bytes (max: 1024 bytes)");
    }

    @Test
    void shouldRemoveOnce() {
        ServedEndpoint endpoint = added(exact, id("a", "generate", 1));
        assertThat(exact.remove(endpoint)).isTrue();
        assertThat(exact.remove(endpoint)).isFalse();
    }

    @Test
    void shouldNotRemoveWhoTookThePlace() {
        ServedEndpoint first = added(model, id("a", "generate", 1));
        ServedEndpoint second = added(model, id("a", "generate", 1));
        assertThat(model.remove(first)).isFalse();
        assertThat(model.enter("1/generate")).isSameAs(second);
    }

    @Test
    void shouldCountWhatIsStillInFlightAfterRemoval() {
        ServedEndpoint endpoint = added(exact, id("a", "generate", 1));
        exact.enter("1/generate");
        exact.remove(endpoint);
        endpoint.retire();
        assertThat(exact.inFlight()).isEqualTo(1);
        endpoint.inFlight().exit();
        assertThat(exact.inFlight()).isZero();
    }

    @Test
    void shouldTakeNoneAfterClose() {
        ServedEndpoint endpoint = added(exact, id("a", "generate", 1));
        assertThat(exact.close()).containsExactly(endpoint);
        assertThat(exact.enter("1/generate")).isNull();
        assertThatThrownBy(() -> exact.add(served(id("a", "other", 1)))).isInstanceOf(PlaneException.Closed.class);
    }
}
