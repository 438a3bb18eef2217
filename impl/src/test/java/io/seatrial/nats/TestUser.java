package io.seatrial.nats;

import io.nats.client.NKey;
import io.nats.client.support.JsonSerializable;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;

/**
 * A user with a JWT, of an account that an operator vouches for, and the server's configuration that knows them.
 *
 * @param publicKey the user's
 * @param jwt says who the user is, signed by the account
 * @param seed proves it
 * @param configuration what a server needs to let the user in
 */
record TestUser(String publicKey, String jwt, String seed, String configuration) {

    private static final JsonSerializable ACCOUNT =
            () -> "{\"limits\":{\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,"
                    + "\"exports\":-1,\"wildcards\":true,\"conn\":-1,\"leaf\":-1},\"type\":\"account\",\"version\":2}";

    static TestUser create() throws IOException, GeneralSecurityException {
        NKey operator = NKey.createOperator(null);
        NKey account = NKey.createAccount(null);
        NKey user = NKey.createUser(null);
        String accountKey = new String(account.getPublicKey());
        String operatorKey = new String(operator.getPublicKey());
        long now = JwtUtils.currentTimeSeconds();
        String accountJwt =
                JwtUtils.issueJWT(operator, accountKey, "account", Duration.ZERO, now, operatorKey, ACCOUNT);
        String userJwt = JwtUtils.issueUserJWT(account, accountKey, new String(user.getPublicKey()));
        return new TestUser(
                new String(user.getPublicKey()),
                userJwt,
                new String(user.getSeed()),
                "trusted_keys: " + operatorKey + "\nresolver: MEMORY\nresolver_preload: { " + accountKey + ": "
                        + accountJwt + " }\n");
    }

    /** Returns the text of a credentials file. */
    String credentials() {
        return String.format(JwtUtils.NATS_USER_JWT_FORMAT, jwt, seed);
    }
}
