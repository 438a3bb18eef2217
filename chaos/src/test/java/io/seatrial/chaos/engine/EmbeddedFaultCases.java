package io.seatrial.chaos.engine;

import static io.seatrial.chaos.engine.FaultCase.late;
import static io.seatrial.chaos.engine.FaultCase.quiet;
import static io.seatrial.chaos.engine.FaultCase.read;
import static io.seatrial.chaos.fault.Direction.DOWNSTREAM;
import static io.seatrial.chaos.fault.Direction.UPSTREAM;
import static io.seatrial.chaos.proxy.Ends.send;

import io.seatrial.chaos.engine.FaultCase.Script;
import io.seatrial.chaos.fault.ConnectionLimit;
import io.seatrial.chaos.fault.ConnectionLimit.Excess;
import io.seatrial.chaos.fault.CutAfterBytes;
import io.seatrial.chaos.fault.CutAtFrame;
import io.seatrial.chaos.fault.DropFrame;
import io.seatrial.chaos.fault.Ending;
import io.seatrial.chaos.fault.FrameSelection;
import io.seatrial.chaos.fault.HalfOpen;
import io.seatrial.chaos.fault.HangingAccept;
import io.seatrial.chaos.fault.HangingConnect;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.Moment;
import io.seatrial.chaos.fault.Partition;
import io.seatrial.chaos.fault.Pause;
import io.seatrial.chaos.fault.Refuse;
import io.seatrial.chaos.fault.Reset;
import io.seatrial.chaos.fault.SlowAccept;
import io.seatrial.chaos.proxy.Ends;
import io.seatrial.chaos.proxy.framing.Framings;
import java.net.Socket;
import java.util.List;

/** The part of the table that only the embedded engine has. */
final class EmbeddedFaultCases {

    private static final String NO_SUCH = "Toxiproxy has no such fault";

    private EmbeddedFaultCases() {}

    static List<FaultCase> all() {
        return List.of(
                only("reset of an idle connection", "server a reset, client a reset", NO_SUCH, stage -> {
                    Ends ends = stage.connect();
                    ends.expectWorking();
                    FaultCases.inject(stage, Reset.now());
                    return "server " + read(ends.server(), 1) + ", client " + read(ends.client(), 1);
                }),
                only(
                        "limit_data with a reset",
                        "server `abc` and a reset",
                        "Toxiproxy can only close behind a limit",
                        stage -> {
                            Ends ends = stage.connect();
                            FaultCases.inject(stage, new CutAfterBytes(3, Ending.RESET));
                            send(ends.client(), "abcde");
                            return "server " + read(ends.server(), 5);
                        }),
                only(
                        "latency from the third byte on",
                        "server `ab`, then `c` late",
                        "Toxiproxy cannot wait for a moment of a connection",
                        stage -> {
                            stage.link()
                                    .inject(Injection.of(Latency.of(FaultCases.TIME), UPSTREAM)
                                            .from(Moment.afterBytes(2)));
                            Ends ends = stage.connect();
                            long began = System.nanoTime();
                            send(ends.client(), "abc");
                            return "server " + read(ends.server(), 2) + ", then " + read(ends.server(), 1) + " "
                                    + late(began, FaultCases.TIME.toMillis());
                        }),
                only("half_open; the client closes", "server nothing", NO_SUCH, stage -> {
                    Ends ends = stage.connect();
                    ends.expectWorking();
                    FaultCases.inject(stage, new HalfOpen());
                    ends.client().close();
                    return "server " + quiet(ends.server());
                }),
                only("refuse", "a connect refused, the connection lives", NO_SUCH, stage -> {
                    Ends ends = stage.connect();
                    FaultCases.inject(stage, new Refuse());
                    String seen = "a connect " + FaultCases.connect(stage);
                    ends.expectWorking();
                    return seen + ", the connection lives";
                }),
                only("slow_accept", "server connected late", NO_SUCH, stage -> {
                    FaultCases.inject(stage, new SlowAccept(FaultCases.TIME));
                    long began = System.nanoTime();
                    stage.connect();
                    return "server connected " + late(began, FaultCases.TIME.toMillis());
                }),
                only("hanging_accept, removed", "client nothing, then `x`", NO_SUCH, stage -> {
                    InjectedFault fault = FaultCases.inject(stage, new HangingAccept());
                    Socket client = stage.connectOnly();
                    String before = quiet(client);
                    fault.remove();
                    Socket server = stage.upstream().accept();
                    stage.sockets().add(server);
                    send(server, "x");
                    return "client " + before + ", then " + read(client, 1);
                }),
                only("hanging_connect", "a connect not answered", NO_SUCH, stage -> {
                    FaultCases.inject(stage, new HangingConnect());
                    return "a connect " + FaultCases.connect(stage);
                }),
                only("pause, removed", "server nothing, then `x`; a connect accepted", NO_SUCH, stage -> {
                    Ends ends = stage.connect();
                    ends.expectWorking();
                    InjectedFault fault = FaultCases.inject(stage, new Pause());
                    send(ends.client(), "x");
                    String seen = "server " + quiet(ends.server());
                    String connected = FaultCases.connect(stage);
                    fault.remove();
                    return seen + ", then " + read(ends.server(), 1) + "; a connect " + connected;
                }),
                only("partition, removed", "server nothing, then `x`; a connect not answered", NO_SUCH, stage -> {
                    Ends ends = stage.connect();
                    ends.expectWorking();
                    InjectedFault fault = FaultCases.inject(stage, new Partition());
                    send(ends.client(), "x");
                    String seen = "server " + quiet(ends.server());
                    String connected = FaultCases.connect(stage);
                    fault.remove();
                    return seen + ", then " + read(ends.server(), 1) + "; a connect " + connected;
                }),
                only("connection_limit of 1", "the second client the end", NO_SUCH, stage -> {
                    stage.connect().expectWorking();
                    FaultCases.inject(stage, new ConnectionLimit(1, Excess.CLOSE));
                    return "the second client " + read(stage.connectOnly(), 1);
                }),
                framed("cut_at_frame 2", "client `\0\0\0\1a` and the end", stage -> {
                    stage.link().inject(Injection.of(new CutAtFrame(2, 0, Ending.CLOSE), DOWNSTREAM));
                    Ends ends = stage.connect();
                    send(ends.server(), "\0\0\0\1a\0\0\0\1b");
                    return "client " + read(ends.client(), 10);
                }),
                framed("drop_frame 1", "client `\0\0\0\1b`", stage -> {
                    stage.link().inject(Injection.of(new DropFrame(FrameSelection.nth(1)), DOWNSTREAM));
                    Ends ends = stage.connect();
                    send(ends.server(), "\0\0\0\1a\0\0\0\1b");
                    return "client " + read(ends.client(), 5);
                }));
    }

    private static FaultCase framed(String title, String seen, Script script) {
        return new FaultCase(title, Framings.requestPlane(), script, seen, null, NO_SUCH);
    }

    private static FaultCase only(String title, String seen, String reason, Script script) {
        return new FaultCase(title, null, script, seen, null, reason);
    }
}
