package io.seatrial.chaos.engine;

import static io.seatrial.chaos.engine.FaultCase.late;
import static io.seatrial.chaos.engine.FaultCase.quiet;
import static io.seatrial.chaos.engine.FaultCase.read;
import static io.seatrial.chaos.fault.Direction.UPSTREAM;
import static io.seatrial.chaos.proxy.Ends.send;

import io.seatrial.chaos.engine.FaultCase.Script;
import io.seatrial.chaos.engine.FaultCase.Stage;
import io.seatrial.chaos.fault.Bandwidth;
import io.seatrial.chaos.fault.CutAfterBytes;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Ending;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.ResetOnData;
import io.seatrial.chaos.fault.Slicer;
import io.seatrial.chaos.fault.SlowClose;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.fault.Timeout;
import io.seatrial.chaos.proxy.Ends;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The table of cases that runs against both engines. The guide on faults shows it. */
final class FaultCases {

    static final Duration TIME = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofHours(1);

    private FaultCases() {}

    static List<FaultCase> all() {
        List<FaultCase> all = new ArrayList<>(clean());
        all.addAll(toxics());
        all.addAll(toxicity());
        all.addAll(EmbeddedFaultCases.all());
        return all;
    }

    private static FaultCase same(String title, String seen, Script script) {
        return new FaultCase(title, null, script, seen, seen, "");
    }

    private static FaultCase differs(String title, String embedded, String toxiproxy, String reason, Script script) {
        return new FaultCase(title, null, script, embedded, toxiproxy, reason);
    }

    private static List<FaultCase> clean() {
        return List.of(
                differs(
                        "no fault; the client ends its output, the server answers",
                        "server the end, client `answer`",
                        "server the end, client the end",
                        "Toxiproxy closes both sides at the first end of a stream",
                        stage -> {
                            Ends ends = stage.connect();
                            ends.client().shutdownOutput();
                            String server = read(ends.server(), 1);
                            try {
                                send(ends.server(), "answer");
                            } catch (IOException e) {
                                // closed before the answer was written
                            }
                            return "server " + server + ", client " + read(ends.client(), 6);
                        }),
                differs(
                        "no fault; the client resets",
                        "server a reset",
                        "server the end",
                        "Toxiproxy passes a reset on as an orderly end",
                        stage -> {
                            Ends ends = stage.connect();
                            ends.expectWorking();
                            ends.client().setSoLinger(true, 0);
                            ends.client().close();
                            return "server " + read(ends.server(), 1);
                        }));
    }

    private static List<FaultCase> toxics() {
        return List.of(
                same("latency", "server `x` late", stage -> {
                    Ends ends = stage.connect();
                    inject(stage, Latency.of(TIME));
                    long began = System.nanoTime();
                    send(ends.client(), "x");
                    return "server " + read(ends.server(), 1) + " " + late(began, TIME.toMillis());
                }),
                same("latency, removed while it holds bytes", "server nothing, then `held`", stage -> {
                    Ends ends = stage.connect();
                    InjectedFault fault = inject(stage, Latency.of(LONG));
                    send(ends.client(), "held");
                    String before = quiet(ends.server());
                    fault.remove();
                    return "server " + before + ", then " + read(ends.server(), 4);
                }),
                same("bandwidth", "server all of it late", stage -> {
                    Ends ends = stage.connect();
                    inject(stage, new Bandwidth(50));
                    long began = System.nanoTime();
                    send(ends.client(), new byte[20_000]);
                    ends.server().getInputStream().readNBytes(20_000);
                    return "server all of it " + late(began, 399);
                }),
                same("bandwidth of 0, removed", "server nothing, then `held`", stage -> {
                    Ends ends = stage.connect();
                    InjectedFault fault = inject(stage, new Bandwidth(0));
                    send(ends.client(), "held");
                    String before = quiet(ends.server());
                    fault.remove();
                    return "server " + before + ", then " + read(ends.server(), 4);
                }),
                same("slow_close", "server `x` and the end late", stage -> {
                    Ends ends = stage.connect();
                    inject(stage, new SlowClose(TIME));
                    long began = System.nanoTime();
                    send(ends.client(), "x");
                    ends.client().close();
                    return "server " + read(ends.server(), 2) + " " + late(began, TIME.toMillis());
                }),
                same("timeout", "server the end late, client the end", stage -> {
                    Ends ends = stage.connect();
                    inject(stage, new Timeout(TIME));
                    long began = System.nanoTime();
                    send(ends.client(), "lost");
                    String server = read(ends.server(), 1) + " " + late(began, TIME.toMillis());
                    return "server " + server + ", client " + read(ends.client(), 1);
                }),
                same("timeout of 0, removed", "server nothing, then the end", stage -> {
                    Ends ends = stage.connect();
                    InjectedFault fault = inject(stage, new Timeout(Duration.ZERO));
                    send(ends.client(), "lost");
                    String before = quiet(ends.server());
                    fault.remove();
                    return "server " + before + ", then " + read(ends.server(), 1);
                }),
                same("limit_data", "server `abc` and the end", stage -> {
                    Ends ends = stage.connect();
                    inject(stage, new CutAfterBytes(3, Ending.CLOSE));
                    send(ends.client(), "abcde");
                    return "server " + read(ends.server(), 5);
                }),
                same("reset_peer, there before the connection", "server a reset, client a reset", stage -> {
                    inject(stage, new ResetOnData(Duration.ZERO));
                    Ends ends = stage.connect();
                    send(ends.client(), "x");
                    return "server " + read(ends.server(), 1) + ", client " + read(ends.client(), 1);
                }),
                differs(
                        "reset_peer, added to a connection",
                        "server a reset, client a reset",
                        "server the end, client the end",
                        "Toxiproxy prepares resets only when a connection begins",
                        stage -> {
                            Ends ends = stage.connect();
                            ends.expectWorking();
                            inject(stage, new ResetOnData(Duration.ZERO));
                            send(ends.client(), "x");
                            return "server " + read(ends.server(), 1) + ", client " + read(ends.client(), 1);
                        }),
                same("slicer", "server all of it, in pieces", stage -> {
                    Ends ends = stage.connect();
                    inject(stage, new Slicer(10, 2, Duration.ofMillis(2)));
                    send(ends.client(), new byte[100]);
                    int first = ends.server().getInputStream().read(new byte[100]);
                    ends.server().getInputStream().readNBytes(100 - first);
                    return "server all of it, in " + (first < 100 ? "pieces" : "one piece");
                }),
                same("down", "server the end, client the end, a connect refused", stage -> {
                    Ends ends = stage.connect();
                    ends.expectWorking();
                    InjectedFault fault = inject(stage, new Down());
                    String seen = "server " + read(ends.server(), 1) + ", client " + read(ends.client(), 1);
                    seen += ", a connect " + connect(stage);
                    fault.remove();
                    stage.connect().expectWorking();
                    return seen;
                }),
                same("stall, over by itself", "server `x` late", stage -> {
                    Ends ends = stage.connect();
                    long began = System.nanoTime();
                    inject(stage, new Stall(TIME));
                    send(ends.client(), "x");
                    return "server " + read(ends.server(), 1) + " " + late(began, TIME.toMillis());
                }));
    }

    private static List<FaultCase> toxicity() {
        return List.of(
                differs(
                        "timeout that hits nobody (probability 0), removed",
                        "server `x`",
                        "server the end",
                        "Toxiproxy closes every connection when the toxic is removed, hit or not",
                        stage -> {
                            Ends ends = stage.connect();
                            ends.expectWorking();
                            stage.link()
                                    .inject(Injection.of(new Timeout(Duration.ZERO), UPSTREAM)
                                            .withProbability(0))
                                    .remove();
                            try {
                                send(ends.client(), "x");
                            } catch (IOException e) {
                                // closed already
                            }
                            return "server " + read(ends.server(), 1);
                        }),
                differs(
                        "reset_peer that hits nobody (probability 0); the client closes",
                        "server `x` and the end",
                        "server `x` and a reset",
                        "Toxiproxy prepares the reset before it draws whom to hit (Shopify/toxiproxy#603)",
                        stage -> {
                            stage.link()
                                    .inject(Injection.of(new ResetOnData(Duration.ZERO), UPSTREAM)
                                            .withProbability(0));
                            Ends ends = stage.connect();
                            send(ends.client(), "x");
                            ends.client().shutdownOutput();
                            return "server " + read(ends.server(), 2);
                        }));
    }

    static InjectedFault inject(Stage stage, Fault fault) {
        return stage.link().inject(Injection.of(fault, UPSTREAM));
    }

    static String connect(Stage stage) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(stage.link().address(), 300);
            return "accepted";
        } catch (SocketTimeoutException e) {
            return "not answered";
        } catch (java.net.ConnectException e) {
            return "refused";
        }
    }
}
