package io.seatrial.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Any bytes where a request, its target, or the address of a server is expected. */
@Tag("fuzz")
class RequestLineFuzzTest {

    @FuzzTest
    void requestPath(byte[] bytes) {
        String escaped = RequestPath.ofTarget(new String(bytes, StandardCharsets.ISO_8859_1));
        assertThat(escaped).doesNotContain("?", "#");
        RequestPath path = RequestPath.of(escaped);
        if (path != null) {
            assertThat(PercentCoding.decode(PercentCoding.encode(path.name(), "/")))
                    .isEqualTo(path.name());
        }
    }

    @FuzzTest
    void serverAddress(byte[] bytes) {
        String address = new String(bytes, StandardCharsets.UTF_8);
        try {
            HttpTarget target = HttpTarget.parse(address);
            assertThat(target.path()).startsWith("/").isPrintable().doesNotContain(" ", "#");
            assertThat(HttpTarget.parse("http://" + target.authority() + target.path()))
                    .usingRecursiveComparison()
                    .ignoringFields("address")
                    .isEqualTo(target);
        } catch (PlaneException.InvalidRequest refused) {
            assertThat(refused).hasMessageContaining(address);
        }
    }

    /** What cannot be read is a request that says so, never an exception out of the pipeline. */
    @FuzzTest
    void requestHead(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(Http1RequestDecoder.of(limits()));
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
            if (part instanceof HttpRequest request && request.decoderResult().isSuccess()) {
                assertThat(request.uri()).isNotNull();
                RequestPath.of(RequestPath.ofTarget(request.uri()));
            }
            ReferenceCountUtil.release(part);
        }
        channel.finishAndReleaseAll();
    }

    private static ServerLimits limits() {
        return ServerLimits.of(Settings.read(Map.of(), HttpSettings.all()), new HttpBehaviour(Profile.REFERENCE));
    }
}
