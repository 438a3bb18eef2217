package io.seatrial.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.io.SocketIo;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.SystemSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemHealthTest {

    private static final EndpointId GENERATE = EndpointId.of("seat", "demo", "generate", 7);
    private static final EndpointId NAMESAKE = EndpointId.of("seat", "other", "generate", 7);
    private static final EndpointId ECHO = EndpointId.of("seat", "demo", "echo", 7);

    private final SocketIo io = SocketIo.open("test");
    private final List<Notice> notices = new ArrayList<>();

    @AfterEach
    void close() {
        io.close();
    }

    private SystemHealth health(Profile profile, String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Settings settings = Settings.read(variables, SystemSettings.all());
        return new SystemHealth(new PlaneContext(io, settings, profile, notices::add));
    }

    private SystemHealth health(String... namesAndValues) {
        return health(Profile.REFERENCE, namesAndValues);
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowNothingThenReadyThenNotReady(Profile profile) {
        SystemHealth health = health(profile);
        assertThat(health.status(GENERATE)).isEmpty();
        health.onHealth(GENERATE, true);
        assertThat(health.status(GENERATE)).contains(HealthStatus.READY);
        health.onHealth(GENERATE, false);
        assertThat(health.status(GENERATE)).contains(HealthStatus.NOT_READY);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotBeReadyWithoutTargetsAlthoughAllEndpointsAre(Profile profile) {
        SystemHealth health = health(profile);
        health.onHealth(GENERATE, true);
        assertThat(health.report().isReady()).isFalse();
        assertThat(health.report().endpoints()).containsExactly(Map.entry("generate", HealthStatus.READY));
    }

    @Test
    void shouldTakeItsOwnStateFromTheConfigurationOrFromTheProgram() {
        assertThat(health("DYN_SYSTEM_STARTING_HEALTH_STATUS", "ready").report().isReady())
                .isTrue();
        SystemHealth health = health();
        health.setOwn(HealthStatus.READY);
        assertThat(health.report().isReady()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeReadyWhenAllTargetsAre(Profile profile) {
        SystemHealth health = health(profile);
        health.setOwn(HealthStatus.READY);
        health.addTarget(GENERATE);
        health.addTarget(ECHO);
        assertThat(health.status(ECHO)).as("a new target").contains(HealthStatus.NOT_READY);
        health.onHealth(GENERATE, true);
        assertThat(health.report().isReady()).isFalse();
        health.onHealth(ECHO, true);
        assertThat(health.report().isReady()).isTrue();
        health.onHealth(ECHO, false);
        assertThat(health.report().isReady()).isFalse();
    }

    @Test
    void shouldLeaveTheStateOfAnEndpointThatBecomesATarget() {
        SystemHealth health = health();
        health.onHealth(GENERATE, true);
        health.addTarget(GENERATE);
        assertThat(health.status(GENERATE)).contains(HealthStatus.READY);
    }

    @ParameterizedTest
    @EnumSource
    void shouldIgnoreASecondRegistrationOfATargetWithAWarning(Profile profile) {
        SystemHealth health = health(profile);
        assertThat(health.addTarget(GENERATE)).isTrue();
        assertThat(health.addTarget(GENERATE)).isFalse();
        assertThat(notices)
                .extracting(Notice::toString)
                .containsExactly("Attempted to re-register health check for endpoint 'generate'; ignoring.");
    }

    @Test
    void shouldTellEndpointsOfTheSameNameApart() {
        SystemHealth health = health();
        health.addTarget(GENERATE);
        health.addTarget(NAMESAKE);
        health.onHealth(GENERATE, true);
        assertThat(notices).isEmpty();
        assertThat(health.status(NAMESAKE)).contains(HealthStatus.NOT_READY);
        assertThat(health.report().isReady()).isFalse();
        assertThat(health.report().endpoints())
                .containsExactly(
                        Map.entry("seat/demo/generate", HealthStatus.READY),
                        Map.entry("seat/other/generate", HealthStatus.NOT_READY));
    }

    @Test
    void shouldTakeEndpointsOfTheSameNameForOneInTheModel() {
        SystemHealth health = health(Profile.DYNAMO_1_0);
        health.onHealth(GENERATE, true);
        health.onHealth(NAMESAKE, false);
        assertThat(health.status(GENERATE)).contains(HealthStatus.NOT_READY);
        assertThat(health.report().endpoints()).containsExactly(Map.entry("generate", HealthStatus.NOT_READY));
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetTheEndpointsOfTheConfigurationDecideAlone(Profile profile) {
        SystemHealth health = health(profile, "DYN_SYSTEM_USE_ENDPOINT_HEALTH_STATUS", "[\"generate\",\"echo\"]");
        health.addTarget(EndpointId.of("seat", "demo", "third", 7));
        health.onHealth(GENERATE, true);
        assertThat(health.report().isReady()).isFalse();
        health.onHealth(ECHO, true);
        assertThat(health.report().isReady()).as("whatever the target is").isTrue();
    }

    @Test
    void shouldNotBeReadyForADecidingEndpointThatNobodyServes() {
        assertThat(health("DYN_SYSTEM_USE_ENDPOINT_HEALTH_STATUS", "[\"generate\"]")
                        .report()
                        .isReady())
                .isFalse();
    }

    @Test
    void shouldTakeAPathForADecidingEndpoint() {
        SystemHealth health = health("DYN_SYSTEM_USE_ENDPOINT_HEALTH_STATUS", "[\"seat/demo/generate\"]");
        health.onHealth(GENERATE, true);
        health.onHealth(NAMESAKE, false);
        assertThat(health.report().isReady()).isTrue();
    }

    @Test
    void shouldNotBeReadyOnItsWayDown() {
        SystemHealth health = health("DYN_SYSTEM_STARTING_HEALTH_STATUS", "ready");
        health.drain();
        assertThat(health.report().isReady()).isFalse();
    }

    @Test
    void shouldForgetAnEndpointThatDidNotComeToBeAndKeepItsNamesakeThatDid() {
        SystemHealth health = health();
        health.addTarget(GENERATE);
        health.removeTarget(GENERATE);
        health.forget(GENERATE);
        assertThat(health.report().endpoints()).isEmpty();
        health.onHealth(GENERATE, true);
        health.forget(GENERATE);
        assertThat(health.status(GENERATE)).contains(HealthStatus.READY);
    }

    @Test
    void shouldWarnOfASwitchThatHasNoEffect() {
        health("DYN_SYSTEM_ENABLED", "true");
        assertThat(notices.toString()).contains("DYN_SYSTEM_ENABLED is deprecated");
    }
}
