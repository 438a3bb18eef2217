package io.seatrial.scenarios.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.manager.NetworkConfig;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.settings.HttpSettings;
import io.seatrial.settings.TcpSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingTest {

    private static NetworkConfig config(PlaneMode mode) {
        return NetworkConfig.read(Map.of()).withMode(mode);
    }

    @Test
    void shouldBindThePlaneThatIsAskedForAndNoOther() {
        NetworkConfig http = Binding.at(config(PlaneMode.HTTP), "127.0.0.1", 8081);
        assertThat(http.settings().get(HttpSettings.HOST)).contains("127.0.0.1");
        assertThat(http.settings().get(HttpSettings.PORT)).contains(8081);
        assertThat(http.settings().get(TcpSettings.PORT)).isEmpty();

        NetworkConfig tcp = Binding.at(config(PlaneMode.TCP), "[::1]", null);
        assertThat(tcp.settings().get(TcpSettings.HOST)).contains("[::1]");
        assertThat(tcp.settings().get(TcpSettings.PORT)).contains(0);
    }

    @Test
    void shouldRefuseAPortWhereThereIsNone() {
        NetworkConfig nats = config(PlaneMode.NATS);
        assertThat(Binding.at(nats, "127.0.0.1", null)).isEqualTo(nats);
        assertThatThrownBy(() -> Binding.at(nats, "127.0.0.1", 0))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContaining("--port 0", "nats");
    }

    @Test
    void shouldShowNeitherSchemeNorPathNorCredentials() {
        assertThat(Binding.authority("tcp://127.0.0.1:9000")).isEqualTo("127.0.0.1:9000");
        assertThat(Binding.authority("http://[::1]:9000/v1/rpc")).isEqualTo("[::1]:9000");
        assertThat(Binding.authority("nats://user:p@ss@broker:4222/")).isEqualTo("broker:4222");
    }
}
