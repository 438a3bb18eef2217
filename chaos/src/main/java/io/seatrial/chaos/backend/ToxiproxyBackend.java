package io.seatrial.chaos.backend;

import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.BackendProvider;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.Resolution;

/** Gives the testkit fault proxies, as the environment of this JVM has them. */
public final class ToxiproxyBackend implements BackendProvider {

    private final BackendResolver resolver = BackendResolver.of(BackendKind.TOXIPROXY, System.getenv());

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public ToxiproxyBackend() {}

    @Override
    public String name() {
        return BackendKind.TOXIPROXY.name();
    }

    @Override
    public Resolution<? extends Backend> open() {
        return resolver.open();
    }

    @Override
    public Resolution<OwnBackend> openOwn() {
        return resolver.openOwn();
    }
}
