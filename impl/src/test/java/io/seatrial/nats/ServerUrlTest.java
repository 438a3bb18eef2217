package io.seatrial.nats;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.NatsSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerUrlTest {

    private static final Settings NONE = Settings.read(Map.of(), List.of());

    @Test
    void shouldBeTheModelsDefaultUnlessOneIsConfigured() {
        assertThat(ServerUrl.require(NONE)).isEqualTo("nats://localhost:4222");
        assertThat(ServerUrl.require(NONE.with(NatsSettings.SERVER, Optional.of("nats://a:1,nats://b:2"))))
                .isEqualTo("nats://a:1,nats://b:2");
    }

    @Test
    void shouldShowNoCredentials() {
        assertThat(ServerUrl.shown("nats://a:1")).isEqualTo("nats://a:1");
        assertThat(ServerUrl.shown("[nats://me:s@a:1, nats://token@b:2]")).isEqualTo("[nats://a:1, nats://b:2]");
    }
}
