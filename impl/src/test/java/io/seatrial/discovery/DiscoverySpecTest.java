package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoverySpecTest {

    @Test
    void shouldReadEachStore() {
        assertThat(DiscoverySpec.parse("memory", Map.of())).isEqualTo(new DiscoverySpec.Memory());
        assertThat(DiscoverySpec.parse("mem", Map.of())).isEqualTo(new DiscoverySpec.Memory());
        assertThat(DiscoverySpec.parse("file:/a/b:c", Map.of()))
                .isEqualTo(new DiscoverySpec.Directory(Path.of("/a/b:c")));
        assertThat(DiscoverySpec.parse("nats:seat-1_A", Map.of())).isEqualTo(new DiscoverySpec.KeyValue("seat-1_A"));
        assertThat(DiscoverySpec.parse("file:kv", Map.of())).isEqualTo(new DiscoverySpec.Directory(Path.of("kv")));
    }

    @Test
    void shouldTakeDynamosDirectoryWhenNoneIsNamed() {
        assertThat(DiscoverySpec.parse("file", Map.of("DYN_FILE_KV", "/kv", "TMPDIR", "/t")))
                .isEqualTo(new DiscoverySpec.Directory(Path.of("/kv")));
        assertThat(DiscoverySpec.parse("file", Map.of("TMPDIR", "/t")))
                .isEqualTo(new DiscoverySpec.Directory(Path.of("/t/dynamo_store_kv")));
        assertThat(DiscoverySpec.parse("file", Map.of()))
                .isEqualTo(
                        new DiscoverySpec.Directory(Path.of(System.getProperty("java.io.tmpdir"), "dynamo_store_kv")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "etcd", "File", "memory:x", "files:/a", " file"})
    void shouldNameTheStoresThatThereAre(String text) {
        assertThatThrownBy(() -> DiscoverySpec.parse(text, Map.of()))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("Unknown discovery '" + text + "'. Valid: memory, file (the directory of DYN_FILE_KV, or"
                        + " Dynamo's default), file:DIR, nats:BUCKET (a key-value bucket of the NATS server)");
    }

    @Test
    void shouldRefuseADirectoryWithoutAPossibleName() {
        assertThatThrownBy(() -> DiscoverySpec.parse("file:", Map.of()))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> DiscoverySpec.parse("file", Map.of("DYN_FILE_KV", "")))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContaining("DYN_FILE_KV is empty");
        assertThatThrownBy(() -> DiscoverySpec.parse("file:a\0b", Map.of()))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContaining("not a possible path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats:", "nats:a.b", "nats:a b", "nats:é"})
    void shouldRefuseABucketWithoutAPossibleName(String text) {
        assertThatThrownBy(() -> DiscoverySpec.parse(text, Map.of()))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("The bucket of discovery '" + text
                        + "' has no possible name. Use ASCII letters, digits, - and _");
    }

    @Test
    void shouldWantAConnectionForABucket() {
        DiscoveryContext context = FileStoreFixture.context(Runnable::run);

        assertThatThrownBy(() -> new DiscoverySpec.KeyValue("seat").open(context))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("Discovery 'nats:seat' needs a connection to NATS, and there is none here");
    }

    @Test
    void shouldOpenTheStore(@TempDir Path root) {
        DiscoveryContext context = FileStoreFixture.context(Runnable::run);
        Discovery file = new DiscoverySpec.Directory(root).open(context);
        DiscoveryFixture.done(file.close());

        assertThat(file).isInstanceOf(FileDiscovery.class);
        assertThat(new DiscoverySpec.Memory().open(context)).isInstanceOf(MemoryDiscovery.class);
    }
}
