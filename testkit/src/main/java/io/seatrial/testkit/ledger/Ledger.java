package io.seatrial.testkit.ledger;

import io.seatrial.testkit.machine.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what is open before something, and tells afterwards what of the new has stayed (design.md: every case pays its debts). What was
 * open before does not matter, so that one leaking case does not fail those after it.
 */
public final class Ledger {

    private static final Duration POLL = Duration.ofMillis(1);

    private final Map<Account, Set<Object>> before = new LinkedHashMap<>();

    private Ledger() {}

    /** Counts what is open in each account. */
    public static Ledger open(List<? extends Account> accounts) {
        Ledger ledger = new Ledger();
        accounts.forEach(
                account -> ledger.before.put(account, Set.copyOf(account.open().keySet())));
        return ledger;
    }

    /** Returns a ledger before which nothing was open. */
    public static Ledger empty(List<? extends Account> accounts) {
        Ledger ledger = new Ledger();
        accounts.forEach(account -> ledger.before.put(account, Set.of()));
        return ledger;
    }

    /** Returns what is still open and was not before, once things have had time to settle: as soon as nothing is, or at the bound. */
    public List<Leftover> leftoversAfter(Duration bound) {
        long deadline = Machine.nanoTime() + bound.toNanos();
        List<Leftover> left = leftovers();
        while (!left.isEmpty() && Machine.nanoTime() - deadline < 0) {
            Machine.pause(POLL);
            left = leftovers();
        }
        return left;
    }

    /** Returns what is open now and was not before, account by account. */
    public List<Leftover> leftovers() {
        List<Leftover> left = new ArrayList<>();
        before.forEach((account, known) -> {
            List<String> fresh = account.open().entrySet().stream()
                    .filter(entry -> !known.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .sorted()
                    .toList();
            if (!fresh.isEmpty()) {
                left.add(new Leftover(account.label(), fresh));
            }
        });
        return left;
    }
}
