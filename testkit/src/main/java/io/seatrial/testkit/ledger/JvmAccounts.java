package io.seatrial.testkit.ledger;

import io.seatrial.testkit.machine.Machine;
import io.seatrial.testkit.machine.ProcFs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What belongs to the whole JVM: threads, descriptors, listening ports. Counted around a case when all of it has been closed. */
public enum JvmAccounts implements Account {
    /** Live threads, each with the top of its stack. */
    THREADS {
        @Override
        public Map<Object, String> open() {
            Map<Object, String> live = new LinkedHashMap<>();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (!OF_THE_JVM.matcher(thread.getName()).matches()) {
                    live.put(thread, thread.getName() + " " + Machine.stackOf(thread, FRAMES));
                }
            }
            return live;
        }
    },

    /** Open sockets, pipes and event queues. A number that is used again for another thing is another key. */
    DESCRIPTORS {
        @Override
        public Map<Object, String> open() {
            Map<Object, String> open = new LinkedHashMap<>();
            ProcFs.channels().forEach((number, target) -> open.put(number + " " + target, number + " -> " + target));
            return open;
        }
    },

    /** Ports that this process listens on. */
    LISTENING_PORTS {
        @Override
        public Map<Object, String> open() {
            Map<Object, String> open = new LinkedHashMap<>();
            ProcFs.listeningPorts().forEach((inode, port) -> open.put(inode, String.valueOf(port)));
            return open;
        }
    };

    /** Threads that the JDK and Netty start once, when first needed, and keep or end by themselves. */
    private static final Pattern OF_THE_JVM = Pattern.compile(
            "Common-Cleaner|Cleaner-.*|process reaper.*|ForkJoinPool\\.commonPool-.*|CompletableFutureDelayScheduler"
                    + "|globalEventExecutor-.*|ObjectCleanerThread|Keep-Alive-.*|Attach Listener|Signal Dispatcher|VirtualThread-.*");

    private static final int FRAMES = 3;

    /** Returns all of them. */
    public static List<Account> all() {
        return List.of(values());
    }

    /**
     * Returns those that need not read the system's socket tables, which costs milliseconds each time: enough where no socket is opened at
     * all, since one that is shows as a descriptor.
     */
    public static List<Account> withoutPorts() {
        return List.of(THREADS, DESCRIPTORS);
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
