package io.seatrial.manager;

import io.seatrial.plane.PlaneMode;
import java.util.OptionalInt;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the order, a register answers as one that is asked by one thread after the other: written once, and never unwritten. */
@Tag("interleavings")
@Param(name = "port", gen = IntGen.class, conf = "1:3")
public class PortRegisterInterleavingsTest {

    private final PortRegister register = new PortRegister(PlaneMode.TCP, notice -> {});

    @Operation
    public boolean set(@Param(name = "port") int port) {
        return register.set(port);
    }

    @Operation
    public OptionalInt current() {
        return register.current();
    }

    @Operation
    public int get() {
        return register.get();
    }

    @Test
    void shouldBeWrittenOnceInEveryOrder() {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0) // before the threads start, nobody has written
                .check(PortRegisterInterleavingsTest.class);
    }
}
