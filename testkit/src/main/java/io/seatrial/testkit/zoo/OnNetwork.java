package io.seatrial.testkit.zoo;

import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.spi.ProcessSetup;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A mutation that itself does something on the network of its process, or later. */
public abstract class OnNetwork extends Mutation {

    private @Nullable NetworkIo io;

    /** Creates a mutation that changes nothing. */
    protected OnNetwork() {}

    @Override
    protected final ProcessSetup setup(ProcessSetup setup) {
        io = setup.io();
        return setup;
    }

    /** Returns the network of the process. */
    protected final NetworkIo io() {
        return Objects.requireNonNull(io, "a process is set up before its parts");
    }
}
