package io.seatrial.testkit.network;

import io.netty.buffer.ByteBufAllocator;
import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.ledger.Account;
import io.seatrial.testkit.ledger.CountingAllocator;
import io.seatrial.testkit.ledger.Ledger;
import io.seatrial.testkit.ledger.Leftover;
import io.seatrial.testkit.time.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The hosts of one trial. What their processes open is counted, with buffers from one allocator, and must be gone when all is closed. */
public final class HostGroup {

    private final Waits waits;
    private final Duration quiescence;
    private final CountingAllocator allocator = new CountingAllocator();
    private final Queue<Host> hosts = new ConcurrentLinkedQueue<>();
    private final Queue<ObservedIo> processes = new ConcurrentLinkedQueue<>();
    private final Queue<ObservedIo> onlookers = new ConcurrentLinkedQueue<>();

    /** Creates a group without hosts on the network that these waits run. */
    public HostGroup(Waits waits) {
        this.waits = waits;
        this.quiescence = waits.budget().stretched(waits.budget().quiescence());
    }

    /** Returns the allocator of every channel. */
    public ByteBufAllocator allocator() {
        return allocator;
    }

    /** Opens the network of a process. */
    public ObservedIo open(String name, Notices notices) {
        ObservedIo io = observed(name, notices);
        processes.add(io);
        return io;
    }

    /** Opens a network for what looks on and pokes: whoever opens something there closes it, and nobody counts it. */
    public ObservedIo openForOnlooker(String name, Notices notices) {
        ObservedIo io = observed(name, notices);
        onlookers.add(io);
        return io;
    }

    private ObservedIo observed(String name, Notices notices) {
        Host host = waits.network().openHost(name, notices);
        hosts.add(host);
        return new ObservedIo(name, host.io(), allocator, waits.network().history());
    }

    /** Waits until nothing is open any more, and tells what is. To be called when everything has been closed. */
    public List<CaseFailure> leftovers() {
        waits.network().runUntil(() -> open().isEmpty(), quiescence);
        return open().stream()
                .map(leftover -> CaseFailure.leftover(
                        "what the plane left open after everything was closed", "left " + leftover))
                .toList();
    }

    private List<Leftover> open() {
        List<Account> accounts = new ArrayList<>();
        processes.forEach(io -> accounts.addAll(io.accounts()));
        accounts.add(allocator);
        accounts.addAll(unclaimed(accounts));
        return Ledger.empty(accounts).leftovers();
    }

    /** Returns what the network counts, without what is counted or owned by somebody already. */
    private List<Account> unclaimed(List<Account> claimed) {
        Set<Object> known = new HashSet<>();
        claimed.forEach(account -> known.addAll(account.open().keySet()));
        onlookers.forEach(io ->
                io.accounts().forEach(account -> known.addAll(account.open().keySet())));
        return waits.network().accounts().stream()
                .map(account -> account.without(known))
                .toList();
    }

    /** Ends the threads of every host, then the network. Returns what did not end. */
    public List<CaseFailure> close() {
        List<CaseFailure> findings = new ArrayList<>();
        for (Host host : hosts) {
            if (!waits.network().await(host.close(), quiescence)) {
                findings.add(CaseFailure.timeout("threads of the network", "to end", "were still running"));
            }
        }
        waits.network().close();
        return findings;
    }

    /** Cuts everything, from another thread. */
    public void abandon() {
        hosts.forEach(Host::close);
    }
}
