package io.seatrial.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class PortRegisterTest {

    private final List<Notice> notices = new ArrayList<>();
    private final PortRegister register = new PortRegister(PlaneMode.HTTP, notices::add);

    @Test
    void shouldFailAndReportWhenAskedTooEarly() {
        assertThatThrownBy(register::get)
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("HTTP RPC port not initialized. This is not expected.");
        assertThat(notices)
                .containsExactly(new Notice(
                        Level.ERROR,
                        "HTTP RPC port not set - request_plane_server() must be called before get_actual_http_rpc_port()",
                        Map.of()));
    }

    @Test
    void shouldKeepTheFirstPortAndNameItWhenASecondIsSet() {
        assertThat(register.set(4100)).isTrue();
        assertThat(register.set(4200)).isFalse();

        assertThat(register.get()).isEqualTo(4100);
        assertThat(notices).singleElement().satisfies(notice -> {
            assertThat(notice.level()).isEqualTo(Level.WARN);
            assertThat(notice)
                    .hasToString("HTTP RPC port already set, ignoring new value existing_port=4100 new_port=4200");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void shouldRefuseWhatIsNoPort(int value) {
        assertThatThrownBy(() -> register.set(value)).isInstanceOf(IllegalArgumentException.class);
        assertThat(register.current()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_535})
    void shouldTakeEveryPort(int value) {
        assertThat(register.set(value)).isTrue();
        assertThat(register.get()).isEqualTo(value);
    }
}
