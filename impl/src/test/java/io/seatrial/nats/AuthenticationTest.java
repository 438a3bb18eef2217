package io.seatrial.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.NKey;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.NatsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers that want credentials of each kind: right ones are let in, wrong ones are told by name. */
@NeedsNatsServer
class AuthenticationTest {

    private static final String TOKEN = "authorization { token: sesame }";

    @TempDir
    private Path directory;

    private static Settings patient(NatsServerProcess server) {
        return TestLink.settings(server.url()).with(NatsSettings.STARTUP_CONNECT_TIMEOUT, Duration.ofHours(1));
    }

    private static void isLetIn(Settings settings) {
        try (TestLink test = TestLink.with(settings)) {
            assertThat(test.connect().getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    /** With an hour for the first connect: refused credentials must not be tried again for that long. */
    private static void isRefused(Settings settings, String hint) {
        try (TestLink test = TestLink.with(settings)) {
            assertThatThrownBy(test::connect)
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessage("Failed to connect to NATS: " + test.link.server() + ": Authorization Violation."
                            + " Verify NATS server is running and accessible." + hint);
        }
    }

    @Test
    void shouldShowUserAndPassword() {
        try (NatsServerProcess server =
                NatsServerProcess.start("authorization { user: me, password: \"it's\\\"secret\" }")) {
            Settings me = patient(server).with(NatsSettings.USERNAME, Optional.of("me"));
            isLetIn(me.with(NatsSettings.PASSWORD, Optional.of("it's\"secret")));
            isRefused(
                    me.with(NatsSettings.PASSWORD, Optional.of("wrong")),
                    " Check NATS_AUTH_USERNAME and NATS_AUTH_PASSWORD.");
        }
    }

    @Test
    void shouldShowAToken() {
        try (NatsServerProcess server = NatsServerProcess.start(TOKEN)) {
            isLetIn(patient(server).with(NatsSettings.TOKEN, Optional.of("sesame")));
            isRefused(patient(server).with(NatsSettings.TOKEN, Optional.of("wrong")), " Check NATS_AUTH_TOKEN.");
        }
    }

    @Test
    void shouldShowAnNkey() throws IOException, GeneralSecurityException {
        NKey mine = NKey.createUser(null);
        NKey other = NKey.createUser(null);
        try (NatsServerProcess server = NatsServerProcess.start(
                "authorization { users: [ { nkey: " + new String(mine.getPublicKey()) + " } ] }")) {
            isLetIn(patient(server).with(NatsSettings.NKEY, Optional.of(new String(mine.getSeed()))));
            isRefused(
                    patient(server).with(NatsSettings.NKEY, Optional.of(new String(other.getSeed()))),
                    " Check NATS_AUTH_NKEY.");
        }
    }

    @Test
    void shouldShowACredentialsFile() throws IOException, GeneralSecurityException {
        TestUser mine = TestUser.create();
        TestUser other = TestUser.create();
        Path right = Files.writeString(directory.resolve("mine.creds"), mine.credentials());
        Path wrong = Files.writeString(directory.resolve("other.creds"), other.credentials());
        try (NatsServerProcess server = NatsServerProcess.start(mine.configuration())) {
            isLetIn(patient(server).with(NatsSettings.CREDENTIALS_FILE, Optional.of(right.toString())));
            isRefused(
                    patient(server).with(NatsSettings.CREDENTIALS_FILE, Optional.of(wrong.toString())),
                    " Check NATS_AUTH_CREDENTIALS_FILE (" + wrong + ").");
        }
    }

    @Test
    void shouldSayThatCredentialsAreWantedWhereNoneAreConfigured() {
        try (NatsServerProcess server = NatsServerProcess.start(TOKEN)) {
            isRefused(
                    patient(server),
                    " It wants credentials: set NATS_AUTH_USERNAME and NATS_AUTH_PASSWORD, NATS_AUTH_TOKEN,"
                            + " NATS_AUTH_NKEY or NATS_AUTH_CREDENTIALS_FILE.");
        }
    }

    @Test
    void shouldTryUserAndPasswordOfThatNameAsTheModelDoes() {
        try (NatsServerProcess server = NatsServerProcess.start("authorization { user: user, password: user }")) {
            isLetIn(patient(server));
        }
    }

    @Test
    void shouldPreferTheCredentialsInTheUrl() {
        try (NatsServerProcess server = NatsServerProcess.start(TOKEN)) {
            isLetIn(TestLink.settings(server.url().replace("//", "//sesame@")));
        }
    }

    @Test
    void shouldTellTheModelsTextWithoutAHint() {
        try (NatsServerProcess server = NatsServerProcess.start(TOKEN);
                TestLink test = TestLink.with(Profile.DYNAMO_1_0, patient(server))) {
            assertThatThrownBy(test::connect)
                    .hasMessage("Failed to connect to NATS: Authorization Violation."
                            + " Verify NATS server is running and accessible.");
        }
    }
}
