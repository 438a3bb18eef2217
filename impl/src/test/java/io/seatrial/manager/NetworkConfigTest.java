package io.seatrial.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.HttpSettings;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkConfigTest {

    private static NetworkConfig read(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return NetworkConfig.read(variables);
    }

    @Test
    void shouldHaveTheDefaultsOfTheModel() {
        Settings settings = read().settings();

        assertThat(read().mode()).isEqualTo(PlaneMode.TCP);
        assertThat(read().profile()).isEqualTo(Profile.REFERENCE);
        assertThat(settings.get(TcpSettings.HOST)).isEmpty();
        assertThat(settings.get(TcpSettings.PORT)).isEmpty();
        assertThat(settings.get(TcpSettings.REQUEST_TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.get(TcpSettings.POOL_SIZE)).isEqualTo(100);
        assertThat(settings.get(TcpSettings.MAX_MESSAGE_SIZE)).isEqualTo(33_554_432);
        assertThat(settings.get(HttpSettings.ROOT_PATH)).isEqualTo("/v1/rpc");
        assertThat(settings.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "70000", "-1", "", " 80 "})
    void shouldTreatAPortThatDoesNotParseAsUnsetAndNameIt(String text) {
        Settings settings = read("DYN_TCP_RPC_PORT", text).settings();

        assertThat(settings.get(TcpSettings.PORT)).isEmpty();
        assertThat(settings.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.variable()).isEqualTo("DYN_TCP_RPC_PORT");
            assertThat(problem.text()).isEqualTo(text);
            assertThat(problem.reason()).contains("0 to 65535");
        });
    }

    @ParameterizedTest
    @CsvSource({"+8123,8123", "0,0", "65535,65535"})
    void shouldReadAPort(String text, int port) {
        assertThat(read("DYN_TCP_RPC_PORT", text).settings().get(TcpSettings.PORT))
                .contains(port);
    }

    @Test
    void shouldKeepAnEmptyHost() {
        assertThat(read("DYN_TCP_RPC_HOST", "").settings().get(TcpSettings.HOST))
                .isEqualTo(Optional.of(""));
    }

    @ParameterizedTest
    @CsvSource({"TRUE,true", "1,true", "no,true", "false,false", "true,true"})
    void shouldTakeOnlyExactWordsForAFlag(String text, boolean value) {
        assertThat(read("DYN_HTTP2_ADAPTIVE_WINDOW", text).settings().get(HttpSettings.ADAPTIVE_WINDOW))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"NATS,nats", "Http,http", "tcp,tcp", "' tcp',tcp", "bogus,tcp", "'',tcp"})
    void shouldReadTheModeInAnyCaseAndFallBackToTcp(String text, String mode) {
        assertThat(read("DYN_REQUEST_PLANE", text).mode().name()).isEqualTo(mode);
    }

    @Test
    void shouldNotChangeWhenTheVariablesDo() {
        Map<String, String> variables = new HashMap<>(Map.of("DYN_TCP_RPC_PORT", "4100"));
        NetworkConfig config = NetworkConfig.read(variables);

        variables.put("DYN_TCP_RPC_PORT", "4200");

        assertThat(config.settings().get(TcpSettings.PORT)).contains(4100);
    }

    @Test
    void shouldFailOnEveryUnreadableVariableAtOnceWhenStrict() {
        assertThatThrownBy(() ->
                        read("SEATRIAL_STRICT_CONFIG", "true", "DYN_TCP_RPC_PORT", "abc", "DYN_TCP_POOL_SIZE", "many"))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContainingAll("DYN_TCP_RPC_PORT='abc'", "DYN_TCP_POOL_SIZE='many'", "whole number");
    }

    @Test
    void shouldDeclareEachVariableOnce() {
        assertThat(NetworkConfig.declared())
                .extracting(setting -> setting.variable())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldNameWhatIsNoModeAndNoProfile() {
        assertThat(read("DYN_REQUEST_PLANE", "bogus").settings().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("bogus"));
        assertThat(read("SEATRIAL_PROFILE", "bogus").settings().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("bogus"));
        assertThat(read("DYN_REQUEST_PLANE", "").mode()).isEqualTo(PlaneMode.TCP);
    }

    @Test
    void shouldDifferInWhatWasChangedAlone() {
        NetworkConfig config = read("SEATRIAL_PROFILE", "dynamo-1.0", "DYN_REQUEST_PLANE", "HTTP");

        assertThat(config.mode()).isEqualTo(PlaneMode.HTTP);
        assertThat(config.withMode(PlaneMode.TCP))
                .isEqualTo(new NetworkConfig(PlaneMode.TCP, Profile.DYNAMO_1_0, config.settings()));
        assertThat(config.withProfile(Profile.REFERENCE))
                .isEqualTo(new NetworkConfig(PlaneMode.HTTP, Profile.REFERENCE, config.settings()));
        NetworkConfig smaller = config.with(TcpSettings.POOL_SIZE, 7);
        assertThat(smaller.settings().get(TcpSettings.POOL_SIZE)).isEqualTo(7);
        assertThat(smaller.mode()).isEqualTo(PlaneMode.HTTP);
        assertThat(smaller.profile()).isEqualTo(Profile.DYNAMO_1_0);
    }
}
