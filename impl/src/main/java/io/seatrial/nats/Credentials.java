package io.seatrial.nats;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.NatsSettings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a client shows who it is. The first kind that is configured counts: user and password, which take effect together only, token,
 * NKey seed, credentials file; else user {@code user} with the same password (dynamo-manager.md 4.6). An empty variable counts as
 * unset.
 *
 * @param source where they come from, for messages; never the credentials themselves
 * @param configured whether there is anything to correct in the configuration, or only something to add
 * @param give puts them into the options of a connection
 */
record Credentials(String source, boolean configured, UnaryOperator<Options.Builder> give) {

    private static final String DEFAULT = "user";

    /**
     * Picks the credentials.
     *
     * @throws PlaneException.ConfigurationError if those that count cannot be used, naming the variable or the file
     */
    static Credentials of(Settings settings) {
        Optional<String> user = filled(settings, NatsSettings.USERNAME);
        Optional<String> password = filled(settings, NatsSettings.PASSWORD);
        if (user.isPresent() && password.isPresent()) {
            return from(
                    NatsSettings.USERNAME.variable() + " and " + NatsSettings.PASSWORD.variable(),
                    options -> options.userInfo(
                            user.get().toCharArray(), password.get().toCharArray()));
        }
        return filled(settings, NatsSettings.TOKEN)
                .map(Credentials::token)
                .or(() -> filled(settings, NatsSettings.NKEY).map(Credentials::nkey))
                .or(() -> filled(settings, NatsSettings.CREDENTIALS_FILE).map(Credentials::file))
                .orElseGet(Credentials::none);
    }

    private static Optional<String> filled(Settings settings, Setting<Optional<String>> setting) {
        return settings.get(setting).filter(text -> !text.isEmpty());
    }

    private static Credentials from(String source, UnaryOperator<Options.Builder> give) {
        return new Credentials(source, true, give);
    }

    private static Credentials token(String token) {
        return from(NatsSettings.TOKEN.variable(), options -> options.token(token.toCharArray()));
    }

    private static Credentials nkey(String seed) {
        char[] chars = seed.toCharArray();
        try {
            NKey.fromSeed(chars).clear();
        } catch (IllegalArgumentException e) {
            throw new PlaneException.ConfigurationError(NatsSettings.NKEY.variable()
                    + " holds no NKey seed. Give the seed of a user, which begins with SU");
        }
        return from(NatsSettings.NKEY.variable(), options -> options.authHandler(Nats.staticCredentials(null, chars)));
    }

    /** The file is read here, so that a bad one is told with its name, and again at each connect, so that it can be renewed. */
    private static Credentials file(String path) {
        try {
            Files.readAllBytes(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw unusable(path, reason(e), e);
        }
        AuthHandler handler = Nats.credentials(path);
        try {
            handler.getJWT();
            handler.getID();
        } catch (IllegalStateException e) {
            throw unusable(path, "it holds no user JWT with an NKey seed", e);
        }
        return from(
                NatsSettings.CREDENTIALS_FILE.variable() + " (" + path + ")", options -> options.authHandler(handler));
    }

    private static Credentials none() {
        return new Credentials("none configured", false, options -> options.userInfo(DEFAULT, DEFAULT));
    }

    private static PlaneException unusable(String path, String reason, Exception cause) {
        return new PlaneException.ConfigurationError(
                "loading creds file '" + path + "': " + reason + ". Correct " + NatsSettings.CREDENTIALS_FILE.variable()
                        + " or the file",
                cause);
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        return e instanceof AccessDeniedException ? "Permission denied" : String.valueOf(e.getMessage());
    }
}
