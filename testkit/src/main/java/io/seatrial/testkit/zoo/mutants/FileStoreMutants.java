package io.seatrial.testkit.zoo.mutants;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryEvent;
import io.seatrial.discovery.DiscoveryListener;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.Watch;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingDiscovery;
import io.seatrial.testkit.zoo.forwarding.ForwardingProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What goes wrong in the store that processes share through a directory. */
public final class FileStoreMutants {

    private FileStoreMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                store("escapes-in-lower-case", "The bytes of a name are escaped in lower case.")
                        .killedBy("FILESTORE-01", "files in v1/instances", published(FileStoreMutants::lowerCase)),
                store("line-behind-the-json", "The JSON of an entry ends with a newline.")
                        .killedBy("FILESTORE-02", "content of the file", rewritten(json -> json + "\n")),
                store("nats-by-its-plane", "An address on NATS is published under the name of its plane.")
                        .killedBy(
                                "FILESTORE-03",
                                "content of the file",
                                rewritten(json -> json.replace("nats_tcp", "nats"))),
                store("signed-id", "An id of 2^63 or more is written as a negative number.")
                        .killedBy(
                                "FILESTORE-04",
                                "content of the file",
                                rewritten(json -> json.replace("18446744073709551615", "-1"))),
                store("written-in-place", "An entry is written under its final name, in two steps.")
                        .killedBy("FILESTORE-05", "incomplete files", () -> stores(InPlace::new)),
                store("never-renewed", "An entry is published once, and never looked at again.")
                        .killedBy("FILESTORE-06", "a renewal", () -> stores(NeverRenewed::new)),
                store("dead-are-renewed", "Who lists the entries renews those of others, too.")
                        .killedBy("FILESTORE-07", "instances listed", () -> stores(DeadRenewed::new)),
                store("second-unregister-fails", "Who withdraws what is not there is told of an error.")
                        .killedBy("FILESTORE-08", "a second unregister", () -> stores(UnregistersOnce::new)),
                store("close-clears-the-directory", "Who closes removes the entries of all.")
                        .killedBy("FILESTORE-09", "files", () -> stores(ClosesForAll::new)),
                store("first-unheard", "A watch does not tell of the first instance that it finds.")
                        .killedBy("FILESTORE-11", "instances", heard(FileStoreMutants::withoutFirst)),
                store("ends-unheard", "A watch does not tell of the end of an instance.")
                        .killedBy("FILESTORE-10", "the watch to hear of []", heard(FileStoreMutants::withoutEnds)),
                store("one-bad-entry-fails-all", "An entry that cannot be read fails the list.")
                        .killedBy("FILESTORE-14", "cannot be read", () -> stores(FailsForOne::new)),
                store("address-change-missed", "An address that changes under the same identity is not noticed.")
                        .seen("ai-dynamo/dynamo#12566")
                        .killedBy(
                                "FILESTORE-16",
                                "the watch to hear of",
                                () -> stores((store, entries) -> new RoutingMutants.FirstAddress(store))),
                store("failed-publication-unsaid", "A publication that fails looks as if it had succeeded.")
                        .killedBy("FILESTORE-19", "a failure with PlaneException", () -> stores(SwallowsFailures::new)),
                store("prefix-watch", "Who asks for an endpoint gets those whose names begin the same.")
                        .seen("ai-dynamo/dynamo#10990, #10998, #14967")
                        .killedBy(
                                "FILESTORE-20",
                                "instances",
                                () -> stores((store, entries) -> new RoutingMutants.PrefixWatch(store))),
                store("temporary-files-stay", "The temporary file of a publication stays.")
                        .killedBy(
                                "FILESTORE-21",
                                "files in the end",
                                published(entries -> entries.write(".tmp_left", new byte[0]))));
    }

    private static Mutant.Description store(String id, String bug) {
        return Mutant.of("store-" + id, bug)
                .seen("dynamo-manager.md 5.11")
                .on(NetworkKind.LOOPBACK)
                .seenBy("FILESTORE-*");
    }

    private static Mutation stores(BiFunction<Discovery, Entries, Discovery> change) {
        return new Mutation() {
            @Override
            protected PlaneProcess process(PlaneProcess process) {
                return new ForwardingProcess(process) {
                    @Override
                    public Discovery fileDiscovery(Path root) {
                        return change.apply(super.fileDiscovery(root), new Entries(root));
                    }
                };
            }
        };
    }

    /** Does something to the directory after each publication. */
    private static Supplier<Mutation> published(Consumer<Entries> deed) {
        return () -> stores((store, entries) -> new ForwardingDiscovery(store) {
            @Override
            public CompletionStage<Void> register(Instance instance) {
                return super.register(instance).thenRun(() -> deed.accept(entries));
            }
        });
    }

    private static Supplier<Mutation> rewritten(UnaryOperator<String> change) {
        return published(entries -> entries.rewrite(change));
    }

    private static void lowerCase(Entries entries) {
        entries.rename(name -> name.replace("%2D", "%2d"));
    }

    private static Supplier<Mutation> heard(UnaryOperator<DiscoveryListener> change) {
        return () -> stores((store, entries) -> new ForwardingDiscovery(store) {
            @Override
            public Watch watch(EndpointName name, DiscoveryListener listener) {
                return super.watch(name, change.apply(listener));
            }
        });
    }

    private static DiscoveryListener withoutFirst(DiscoveryListener listener) {
        AtomicBoolean begun = new AtomicBoolean();
        return event -> {
            if (begun.getAndSet(true)) {
                listener.onEvent(event);
            }
        };
    }

    private static DiscoveryListener withoutEnds(DiscoveryListener listener) {
        return event -> {
            if (event instanceof DiscoveryEvent.Put) {
                listener.onEvent(event);
            }
        };
    }

    private static final class InPlace extends ForwardingDiscovery {
        private final Entries entries;

        InPlace(Discovery store, Entries entries) {
            super(store);
            this.entries = entries;
        }

        @Override
        public CompletionStage<Void> register(Instance instance) {
            entries.all().forEach((name, json) -> entries.write(name, Arrays.copyOf(json, json.length / 2)));
            return super.register(instance);
        }
    }

    /** Publishes through the store, takes the entry back from it, and leaves the file. */
    private static final class NeverRenewed extends ForwardingDiscovery {
        private final Entries entries;

        NeverRenewed(Discovery store, Entries entries) {
            super(store);
            this.entries = entries;
        }

        @Override
        public CompletionStage<Void> register(Instance instance) {
            return super.register(instance).thenCompose(published -> {
                Map<String, byte[]> files = entries.all();
                return super.unregister(instance.id()).thenRun(() -> files.forEach(entries::write));
            });
        }
    }

    private static final class DeadRenewed extends ForwardingDiscovery {
        private final Entries entries;

        DeadRenewed(Discovery store, Entries entries) {
            super(store);
            this.entries = entries;
        }

        @Override
        public CompletionStage<List<Instance>> list(EndpointName name) {
            entries.rewrite(json -> json);
            return super.list(name);
        }
    }

    private static final class UnregistersOnce extends ForwardingDiscovery {
        private final Set<EndpointId> gone = new HashSet<>();

        UnregistersOnce(Discovery store, Entries entries) {
            super(store);
        }

        @Override
        public CompletionStage<Void> unregister(EndpointId id) {
            return gone.add(id)
                    ? super.unregister(id)
                    : CompletableFuture.failedFuture(
                            new PlaneException.DiscoveryFailed("there is no entry of " + id, null));
        }
    }

    private static final class ClosesForAll extends ForwardingDiscovery {
        private final Entries entries;

        ClosesForAll(Discovery store, Entries entries) {
            super(store);
            this.entries = entries;
        }

        @Override
        public CompletionStage<Void> close() {
            return super.close().thenRun(entries::deleteAll);
        }
    }

    private static final class FailsForOne extends ForwardingDiscovery {
        private final Entries entries;

        FailsForOne(Discovery store, Entries entries) {
            super(store);
            this.entries = entries;
        }

        @Override
        public CompletionStage<List<Instance>> list(EndpointName name) {
            return entries.all().values().stream()
                            .map(json -> new String(json, StandardCharsets.UTF_8))
                            .anyMatch(json -> !json.contains("\"namespace\""))
                    ? CompletableFuture.failedFuture(
                            new PlaneException.DiscoveryFailed("an entry cannot be read", null))
                    : super.list(name);
        }
    }

    private static final class SwallowsFailures extends ForwardingDiscovery {
        SwallowsFailures(Discovery store, Entries entries) {
            super(store);
        }

        @Override
        public CompletionStage<Void> register(Instance instance) {
            return super.register(instance).exceptionally(failure -> null);
        }
    }
}
