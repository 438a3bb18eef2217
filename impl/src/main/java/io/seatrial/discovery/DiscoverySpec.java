package io.seatrial.discovery;

import io.seatrial.nats.NatsLink;
import io.seatrial.plane.PlaneException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Which store to use, as a user says it. */
public sealed interface DiscoverySpec {

    /** What {@link #parse} understands, for help texts. */
    String SYNTAX = "memory, file (the directory of DYN_FILE_KV, or Dynamo's default), file:DIR,"
            + " nats:BUCKET (a key-value bucket of the NATS server)";

    /** Discovery among the runtimes of one process. */
    record Memory() implements DiscoverySpec {
        @Override
        public Discovery open(DiscoveryContext context) {
            return MemoryDiscovery.create(context.executor(), context.notices());
        }
    }

    /**
     * Discovery among the processes of one machine.
     *
     * @param root the directory, as in Dynamo's {@code DYN_FILE_KV}
     */
    record Directory(Path root) implements DiscoverySpec {
        @Override
        public Discovery open(DiscoveryContext context) {
            return FileDiscovery.open(root, context);
        }
    }

    /**
     * Discovery among the processes of several machines.
     *
     * @param name the key-value bucket, of the server to which the {@link NatsLink} among the services of the context leads
     */
    record KeyValue(String name) implements DiscoverySpec {
        @Override
        public Discovery open(DiscoveryContext context) {
            NatsLink link = context.services()
                    .find(NatsLink.class)
                    .orElseThrow(() -> new PlaneException.ConfigurationError(
                            "Discovery 'nats:" + name + "' needs a connection to NATS, and there is none here"));
            return NatsDiscovery.open(link, name, context);
        }
    }

    /**
     * Opens the store as one participant. May block for as long as it takes to find out whether it can be used.
     *
     * @throws PlaneException.ConfigurationError if it cannot be used, with the remedy
     * @throws PlaneException.CannotConnect if its server is not reached
     */
    Discovery open(DiscoveryContext context);

    /**
     * Reads {@code memory}, {@code file}, {@code file:DIR} or {@code nats:BUCKET}; {@code mem} is Dynamo's word for the first.
     *
     * @param environment the variables; {@code file} alone takes its directory from {@code DYN_FILE_KV}, else it is
     *     {@code dynamo_store_kv} in the directory for temporary files, {@code TMPDIR} if that is set (dynamo-manager.md 5.11.1)
     * @throws PlaneException.ConfigurationError if the text is none of them, or a directory or bucket has an empty or impossible name
     */
    static DiscoverySpec parse(String text, Map<String, String> environment) {
        if (text.equals("memory") || text.equals("mem")) {
            return new Memory();
        }
        if (text.equals("file")) {
            return new Directory(defaultRoot(environment));
        }
        if (text.startsWith("file:")) {
            return new Directory(path(text.substring("file:".length()), "discovery '" + text + "'"));
        }
        if (text.startsWith("nats:")) {
            return new KeyValue(bucket(text.substring("nats:".length()), text));
        }
        throw new PlaneException.ConfigurationError("Unknown discovery '" + text + "'. Valid: " + SYNTAX);
    }

    private static String bucket(String name, String text) {
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new PlaneException.ConfigurationError(
                    "The bucket of discovery '" + text + "' has no possible name. Use ASCII letters, digits, - and _");
        }
        return name;
    }

    private static Path defaultRoot(Map<String, String> environment) {
        String named = environment.get("DYN_FILE_KV");
        if (named != null) {
            return path(named, "DYN_FILE_KV");
        }
        String temp = environment.getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        return path(temp, "TMPDIR").resolve("dynamo_store_kv");
    }

    private static Path path(String name, String source) {
        if (name.isEmpty()) {
            throw new PlaneException.ConfigurationError(
                    "The directory of " + source + " is empty. Name a directory, or unset the variable");
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new PlaneException.ConfigurationError(
                    "The directory of " + source + " is not a possible path: " + e.getMessage(), e);
        }
    }
}
