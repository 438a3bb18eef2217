package io.seatrial.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemSettingsTest {

    private static Settings read(String variable, String text) {
        List<Setting<?>> all = new ArrayList<>(SystemSettings.all());
        all.addAll(ShutdownSettings.all());
        return Settings.read(Map.of(variable, text), all);
    }

    private static void requireAcceptable(String variable, String text, Profile profile) {
        SystemSettings.requireAcceptable(read(variable, text), profile);
    }

    @Test
    void shouldHaveTheDefaultsOfTheModel() {
        Settings settings = Settings.read(Map.of(), SystemSettings.all());
        assertThat(settings.get(SystemSettings.PORT)).isEqualTo(-1);
        assertThat(settings.get(SystemSettings.HEALTH_PATH)).isEqualTo("/health");
        assertThat(settings.get(SystemSettings.LIVE_PATH)).isEqualTo("/live");
        assertThat(settings.get(SystemSettings.STARTS_READY)).isFalse();
        assertThat(settings.get(SystemSettings.DECIDING_ENDPOINTS)).isEmpty();
        assertThat(SystemSettings.canaryEnabled(settings)).isFalse();
        assertThat(settings.get(SystemSettings.CANARY_WAIT)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.get(SystemSettings.HEALTH_CHECK_REQUEST_TIMEOUT)).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.get(ShutdownSettings.GRACE_PERIOD)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.get(ShutdownSettings.EXIT_LIMIT)).isEqualTo(Duration.ofSeconds(30));
        assertThatCode(() -> SystemSettings.requireAcceptable(settings, Profile.DYNAMO_1_0))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "9090,9090", "40000,40000", "-1,-1", "-7,-1"})
    void shouldReadAPortOrThatThereIsNone(String text, int port) {
        Settings settings = read("DYN_SYSTEM_PORT", text);
        assertThat(settings.get(SystemSettings.PORT)).isEqualTo(port);
        assertThat(settings.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"70000", "junk", "1.5"})
    void shouldReportAPortThatIsNone(String text) {
        assertThat(read("DYN_SYSTEM_PORT", text).get(SystemSettings.PORT)).isEqualTo(-1);
        assertThat(read("DYN_SYSTEM_PORT", text).problems()).hasSize(1);
    }

    @Test
    void shouldTakeEmptyForUnset() {
        for (String variable : List.of(
                "DYN_SYSTEM_PORT",
                "DYN_SYSTEM_HOST",
                "DYN_SYSTEM_HEALTH_PATH",
                "DYN_SYSTEM_STARTING_HEALTH_STATUS",
                "DYN_SYSTEM_USE_ENDPOINT_HEALTH_STATUS",
                "DYN_SYSTEM_ENABLED",
                "DYN_HEALTH_CHECK_ENABLED",
                "DYN_CANARY_WAIT_TIME",
                "DYN_GRACEFUL_SHUTDOWN_GRACE_PERIOD_SECS")) {
            assertThat(read(variable, "").problems()).as(variable).isEmpty();
        }
        assertThat(read("DYN_SYSTEM_HOST", "").get(SystemSettings.HOST)).isEqualTo("127.0.0.1");
    }

    @Test
    void shouldReadTheDecidingEndpointsAsAList() {
        assertThat(read("DYN_SYSTEM_USE_ENDPOINT_HEALTH_STATUS", "[\"a\", \"b/c/d\",e]")
                        .get(SystemSettings.DECIDING_ENDPOINTS))
                .containsExactly("a", "b/c/d", "e");
        assertThat(read("DYN_SYSTEM_USE_ENDPOINT_HEALTH_STATUS", "[]").get(SystemSettings.DECIDING_ENDPOINTS))
                .isEmpty();
        assertThat(read("DYN_SYSTEM_USE_ENDPOINT_HEALTH_STATUS", "a,b").problems())
                .hasSize(1);
    }

    @Test
    void shouldReadTheStateAtTheStartExactly() {
        assertThat(read("DYN_SYSTEM_STARTING_HEALTH_STATUS", "ready").get(SystemSettings.STARTS_READY))
                .isTrue();
        assertThat(read("DYN_SYSTEM_STARTING_HEALTH_STATUS", "notready").get(SystemSettings.STARTS_READY))
                .isFalse();
        assertThat(read("DYN_SYSTEM_STARTING_HEALTH_STATUS", "Ready").problems())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "false,false", "0,false"})
    void shouldReadTheCanarysSwitch(String text, boolean enabled) {
        assertThat(SystemSettings.canaryEnabled(read("DYN_HEALTH_CHECK_ENABLED", text)))
                .isEqualTo(enabled);
    }

    @ParameterizedTest
    @CsvSource({
        "DYN_SYSTEM_PORT,40000",
        "DYN_SYSTEM_PORT,junk",
        "DYN_HEALTH_CHECK_ENABLED,1",
        "DYN_HEALTH_CHECK_ENABLED,TRUE",
        "DYN_CANARY_WAIT_TIME,junk",
        "DYN_SYSTEM_STARTING_HEALTH_STATUS,Ready"
    })
    void shouldRefuseWhatTheModelRefusesOnlyInItsProfile(String variable, String text) {
        assertThatCode(() -> requireAcceptable(variable, text, Profile.REFERENCE))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> requireAcceptable(variable, text, Profile.DYNAMO_1_0))
                .isInstanceOf(PlaneException.ConfigurationError.class);
    }

    @Test
    void shouldRefuseALargePortWithTheTextOfTheModel() {
        assertThatThrownBy(() -> requireAcceptable("DYN_SYSTEM_PORT", "40000", Profile.DYNAMO_1_0))
                .hasMessage("invalid value unsigned int `40000`, expected i16 for key \"SYSTEM_PORT\" in `DYN_SYSTEM_`"
                        + " environment variable(s)");
    }

    @ParameterizedTest
    @CsvSource({"7,7", "0,0", "-3,0", "junk,5", "1.5,5"})
    void shouldReadTheGracePeriodAsTheModelsWorkerDoes(String text, int seconds) {
        assertThat(read("DYN_GRACEFUL_SHUTDOWN_GRACE_PERIOD_SECS", text).get(ShutdownSettings.GRACE_PERIOD))
                .isEqualTo(Duration.ofSeconds(seconds));
    }
}
