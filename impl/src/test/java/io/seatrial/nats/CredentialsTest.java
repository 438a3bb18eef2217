package io.seatrial.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.NKey;
import io.nats.client.Options;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.NatsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which credentials count, in the model's order, and what is said of those that cannot be used. */
class CredentialsTest {

    @TempDir
    private Path directory;

    private Settings settings = Settings.read(Map.of(), List.of());

    private void set(Setting<Optional<String>> setting, String value) {
        settings = settings.with(setting, Optional.of(value));
    }

    private Options options() {
        return Credentials.of(settings).give().apply(new Options.Builder()).build();
    }

    private static String text(char[] chars) {
        return chars == null ? null : new String(chars);
    }

    private String publicKey() {
        return text(options().getAuthHandler().getID());
    }

    @Test
    void shouldTakeTheFirstKindThatIsConfigured() throws IOException, GeneralSecurityException {
        TestUser user = TestUser.create();
        NKey nkey = NKey.createUser(null);
        Path file = Files.writeString(directory.resolve("user.creds"), user.credentials());
        assertThat(Credentials.of(settings).configured()).isFalse();
        assertThat(text(options().getUsernameChars())).isEqualTo("user");
        assertThat(text(options().getPasswordChars())).isEqualTo("user");

        set(NatsSettings.CREDENTIALS_FILE, file.toString());
        assertThat(publicKey()).isEqualTo(user.publicKey());
        assertThat(text(options().getAuthHandler().getJWT())).isEqualTo(user.jwt());

        set(NatsSettings.NKEY, text(nkey.getSeed()));
        assertThat(publicKey()).isEqualTo(text(nkey.getPublicKey()));
        assertThat(options().getAuthHandler().getJWT()).isNull();

        set(NatsSettings.TOKEN, "sesame");
        assertThat(text(options().getTokenChars())).isEqualTo("sesame");
        assertThat(options().getAuthHandler()).isNull();

        set(NatsSettings.PASSWORD, "secret");
        assertThat(text(options().getTokenChars())).isEqualTo("sesame");

        set(NatsSettings.USERNAME, "me");
        assertThat(text(options().getUsernameChars())).isEqualTo("me");
        assertThat(text(options().getPasswordChars())).isEqualTo("secret");
        assertThat(options().getTokenChars()).isNull();
        assertThat(Credentials.of(settings).configured()).isTrue();

        set(NatsSettings.USERNAME, "");
        assertThat(text(options().getTokenChars())).isEqualTo("sesame");
    }

    @Test
    void shouldNameAFileThatIsMissing() {
        set(NatsSettings.CREDENTIALS_FILE, directory.resolve("none.creds").toString());

        assertThatThrownBy(this::options)
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("loading creds file '" + directory.resolve("none.creds")
                        + "': No such file or directory. Correct NATS_AUTH_CREDENTIALS_FILE or the file");
    }

    @Test
    void shouldNameAFileThatHoldsNoCredentials() throws IOException {
        Path file = Files.writeString(directory.resolve("user.creds"), "nothing");
        set(NatsSettings.CREDENTIALS_FILE, file.toString());

        assertThatThrownBy(this::options)
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageStartingWith("loading creds file '" + file + "': it holds no user JWT with an NKey seed");
    }

    @Test
    void shouldNotRepeatASeedThatIsNone() {
        set(NatsSettings.NKEY, "SUsecret");

        assertThatThrownBy(this::options)
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContaining("NATS_AUTH_NKEY holds no NKey seed")
                .hasMessageNotContaining("SUsecret");
    }
}
