package io.seatrial.wire;

import static io.seatrial.wire.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.Profile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every shape reads back what it wrote; what it wrote is what a general parser reads; and it reads the same from another writer's
 * bytes, where all that is not ASCII is escaped.
 */
class JsonShapesPropertyTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final CountingAllocator allocator = new CountingAllocator();

    @Property(tries = 300)
    void shouldReadBackHandshakes(@ForAll("texts") String subject, @ForAll StreamType type) {
        StreamHandshake handshake = new StreamHandshake(subject, type);

        String json = header(handshake.encode(allocator));

        assertThat(StreamHandshake.decode(utf8(json))).isEqualTo(handshake);
        assertThat(StreamHandshake.decode(utf8(rewritten(json)))).isEqualTo(handshake);
        allocator.assertAllReleased();
    }

    @Property(tries = 300)
    void shouldReadBackPrologues(@ForAll("texts") String error) {
        Prologue prologue = new Prologue(error);

        String json = header(prologue.encode(allocator));

        assertThat(Prologue.decode(utf8(json))).isEqualTo(prologue);
        assertThat(Prologue.decode(utf8(rewritten(json)))).isEqualTo(prologue);
        allocator.assertAllReleased();
    }

    @Property(tries = 300)
    void shouldReadBackControlMessages(@ForAll("controls") RequestControl control) {
        String json = new String(control.toJson(), StandardCharsets.UTF_8);

        assertThat(RequestControl.decode(utf8(json))).isEqualTo(control);
        assertThat(RequestControl.decode(utf8(rewritten(json)))).isEqualTo(control);
    }

    @Property(tries = 300)
    void shouldReadBackStreamInfoInsideItsString(@ForAll("streams") TcpStreamInfo stream) {
        ConnectionInfo info = ConnectionInfo.of(stream);

        assertThat(info.tcpStream()).isEqualTo(stream);
        assertThat(new ConnectionInfo(info.transport(), rewritten(info.info())).tcpStream())
                .isEqualTo(stream);
    }

    @Property(tries = 300)
    void shouldReadBackHeaders(@ForAll("headers") Map<String, String> headers) {
        String json = Vectors.text(RequestHead.of("p", headers).headersJson());

        assertThat(HeaderJson.decode(utf8(json))).containsExactlyEntriesOf(headers);
        assertThat(HeaderJson.decode(utf8(rewritten(json)))).isEqualTo(headers);
    }

    @Property(tries = 300)
    void shouldReadBackItems(@ForAll("items") Annotated item) {
        ByteBuf json = item.encode(allocator);

        Annotated read = Annotated.decode(json, Profile.DYNAMO_1_0);

        assertThat(read).isEqualTo(item);
        String again = rewritten(json.toString(StandardCharsets.UTF_8));
        assertThat(Annotated.decode(utf8(again), Profile.DYNAMO_1_0))
                .usingRecursiveComparison()
                .ignoringFields("data")
                .isEqualTo(item);
        read.release();
        json.release();
        allocator.assertAllReleased();
    }

    @Provide
    Arbitrary<String> texts() {
        return WireArbitraries.texts(80);
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        return WireArbitraries.headers();
    }

    @Provide
    Arbitrary<TcpStreamInfo> streams() {
        return Combinators.combine(texts(), texts(), texts(), Arbitraries.of(StreamType.class))
                .as(TcpStreamInfo::new);
    }

    @Provide
    Arbitrary<RequestControl> controls() {
        Arbitrary<ConnectionInfo> infos = Arbitraries.oneOf(
                streams().map(ConnectionInfo::of),
                Combinators.combine(texts(), texts()).as(ConnectionInfo::new));
        return Combinators.combine(
                        texts(), Arbitraries.of(RequestType.class), Arbitraries.of(ResponseType.class), infos)
                .as(RequestControl::new);
    }

    @Provide
    Arbitrary<Annotated> items() {
        Arbitrary<ByteBuf> data =
                WireArbitraries.json().filter(json -> !json.equals("null")).map(Vectors::utf8);
        Arbitrary<List<String>> comments = WireArbitraries.texts(10).list().ofMaxSize(3);
        return Combinators.combine(
                        data.injectNull(0.3),
                        texts().injectNull(0.3),
                        Arbitraries.oneOf(texts(), Arbitraries.just(Annotated.ERROR_EVENT))
                                .injectNull(0.3),
                        comments.injectNull(0.3),
                        WireArbitraries.errors().injectNull(0.3))
                .as(Annotated::new);
    }

    /** Returns the same JSON as another writer writes it. */
    private static String rewritten(String json) {
        return JSON.writeValueAsString(JSON.readTree(json));
    }

    private static String header(ByteBuf frame) {
        return Vectors.text(frame.skipBytes(TwoPartEncoder.HEAD_BYTES));
    }
}
