package io.seatrial.testkit.zoo.mutants;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes wrong around a NATS server. */
public final class NatsMutants {

    private NatsMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(Mutant.of("nats-connects-anyway", "A process connects to NATS whenever a server is configured.")
                .seen("ai-dynamo/dynamo#11921, #11951, #4442, #8398")
                .killedBy("NATS-18", "connection", ConnectsAnyway::new));
    }

    private static final class ConnectsAnyway extends Mutation {

        private static final ConnectOptions OPTIONS =
                ConnectOptions.within(Duration.ofSeconds(1), ChannelTuning.NO_DELAY);

        private @Nullable NetworkIo io;

        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            io = setup.io();
            return setup;
        }

        @Override
        protected ManagerSetup setup(ManagerSetup setup) {
            String url = setup.variables().get("NATS_SERVER");
            if (url != null && io != null) {
                URI server = URI.create(url);
                io.connect(
                        new InetSocketAddress(server.getHost(), server.getPort()),
                        new ChannelInboundHandlerAdapter(),
                        OPTIONS);
            }
            return setup;
        }
    }
}
