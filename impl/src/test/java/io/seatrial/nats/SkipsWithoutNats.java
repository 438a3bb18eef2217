package io.seatrial.nats;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/**
 * Skips properties that start a {@code nats-server} of their own where none is on {@code PATH}; with {@code CI=true} they run and so fail.
 * What {@link NeedsNatsServer} is to tests of JUnit Jupiter.
 */
public final class SkipsWithoutNats implements SkipExecutionHook {

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        boolean mustRun = "true".equals(System.getenv("CI"));
        return mustRun || NatsServerProcess.find().isPresent()
                ? SkipResult.doNotSkip()
                : SkipResult.skip("no nats-server on PATH; .ci/setup installs one");
    }
}
