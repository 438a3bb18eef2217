package io.seatrial.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.EndpointId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPathTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "/v1/rpc/a,/v1/rpc/a",
                "/a?b/c#d,/a",
                "/a#b?c,/a",
                "http://host:80/a/b?c,/a/b",
                "HTTPS://[::1]/a,/a",
                "http://host,''",
                "*,''",
                "host:443,''",
                "'',''"
            })
    void shouldFindThePathOfATarget(String target, String path) {
        assertThat(RequestPath.ofTarget(target)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"a/b,a/b,a/b", "a%2Fb,a%2Fb,a/b", "%61/b,a/b,a/b", "a%252Fb,a%252Fb,a%2Fb", "a%b,a%25b,a%b", "/,/,/"})
    void shouldReadItAsAKeyAndAsAName(String escaped, String key, String name) {
        assertThat(RequestPath.of(escaped).name()).isEqualTo(name);
        if (escaped.indexOf('%') >= 0) {
            assertThat(RequestPath.of(escaped).key()).isEqualTo(key);
        }
    }

    @Property
    void shouldLeadThePublishedPathBackToItsKey(
            @ForAll @NotEmpty @StringLength(max = 8) String namespace,
            @ForAll @NotEmpty @StringLength(max = 8) String component,
            @ForAll @NotEmpty @StringLength(max = 8) String endpoint,
            @ForAll long instance) {
        EndpointId id = EndpointId.of(wellFormed(namespace), wellFormed(component), wellFormed(endpoint), instance);
        HttpKeying keying = new HttpKeying(true);
        assertThat(RequestPath.of(keying.pathOf(id)).key()).isEqualTo(keying.keyOf(id));
    }

    private static String wellFormed(String text) {
        String whole = text.replaceAll("\\p{Cs}", "");
        return whole.isEmpty() ? "x" : whole;
    }
}
