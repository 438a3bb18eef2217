package io.seatrial.testkit;

import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.ReachedBackend;
import io.seatrial.testkit.backend.Resolution;
import io.seatrial.testkit.expect.CaseSkipped;

/**
 * The {@linkplain io.seatrial.testkit.backend back ends} that a case can have. They are processes of their own: what is missing, or all of it
 * on a network in virtual time, ends the case as skipped, with the reason.
 */
public final class TrialBackends {

    private final TrialSetup setup;
    private final TrialWorld world;

    TrialBackends(TrialSetup setup, TrialWorld world) {
        this.setup = setup;
        this.world = world;
    }

    /** Returns the one of a name that the run shares: other cases use it, too. */
    public BackendInfo shared(String name) {
        requireRealTime();
        return reached(found(setup.backends().shared(name)).info());
    }

    /**
     * Starts one for this case alone, which may stop it and start it again; it ends with the case. Ask for it before the processes that
     * use it are made, so that it outlives them.
     */
    public OwnBackend own(String name) {
        requireRealTime();
        OwnBackend own = world.adopted(found(setup.backends().own(name)));
        return new ReachedBackend(own, reached(own.info()));
    }

    private BackendInfo reached(BackendInfo info) {
        return info.at(setup.waits().network().wayTo(info.url()));
    }

    private void requireRealTime() {
        if (setup.waits().network().deterministic()) {
            throw new CaseSkipped("a back end is a process of its own, which virtual time does not reach");
        }
    }

    private static <B extends Backend> B found(Resolution<B> resolution) {
        return resolution
                .found()
                .orElseThrow(() -> new CaseSkipped(resolution.obstacle().orElseThrow()));
    }
}
