package io.seatrial.testkit.junit;

import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.time.Budget;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** What is done once for all tests of a JVM: the machine is measured, and each network opens what the JDK then keeps open. */
final class JvmPreparation {

    private final Networks networks = Networks.load();
    private final Budget budget = Budget.DEFAULT.with(Calibration.measure());
    private final Set<NetworkKind> prepared = EnumSet.noneOf(NetworkKind.class);

    private JvmPreparation() {}

    static JvmPreparation of(Store store) {
        JvmPreparation known = store.get(JvmPreparation.class, JvmPreparation.class);
        if (known != null) {
            return known;
        }
        JvmPreparation fresh = new JvmPreparation();
        store.put(JvmPreparation.class, fresh);
        return fresh;
    }

    /** Returns the provider of a network, which has done what it does only once. */
    synchronized NetworkProvider network(NetworkKind kind) {
        NetworkProvider provider = networks.find(kind)
                .orElseThrow(() -> new IllegalArgumentException("this class path has no network '" + kind + "'"));
        if (prepared.add(kind)) {
            provider.prepare();
        }
        return provider;
    }

    Budget budget() {
        return budget;
    }
}
