package io.seatrial.chaos.random;

import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Draws;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Target;
import io.seatrial.chaos.random.PlannedRequest.Cancel;
import io.seatrial.chaos.random.PlannedRequest.Work;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.history.Fnv64;
import io.seatrial.testkit.spi.RouterSetup.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Draws plans. Topology, workload and faults have streams of their own, so that a change to how one is drawn leaves the others alone. */
final class PlanDraw {

    private static final int FIRST_FAULT = (int) ChaosPlan.CALM.toMillis();

    private static final int LAST_FAULT = 600;
    private static final int HEALED = 800;
    private static final int LAST_REQUEST = 1100;

    private PlanDraw() {}

    static ChaosPlan of(long seed, int run, PlaneMode transport, Engine engine) {
        long own = new Fnv64().update(seed).update("chaos").update(run).value();
        Dice topology = new Dice(Draws.of(own, "topology"));
        int workers = topology.between(1, 4);
        Choice choice = topology.oneOf(Choice.ROUND_ROBIN, Choice.RANDOM);
        return new ChaosPlan(
                own,
                transport,
                engine,
                workers,
                choice,
                topology.chance(0.5),
                requests(new Dice(Draws.of(own, "workload")), workers),
                faults(new Dice(Draws.of(own, "faults")), transport, engine, workers),
                Duration.ofMillis(HEALED));
    }

    private static List<PlannedRequest> requests(Dice dice, int workers) {
        int count = dice.between(30, 120);
        List<Duration> times = new ArrayList<>();
        while (times.size() < count) {
            Duration at = dice.millis(0, LAST_REQUEST);
            int burst = dice.chance(0.1) ? dice.between(2, 12) : 1;
            for (int i = 0; i < burst && times.size() < count; i++) {
                times.add(at);
            }
        }
        times.sort(Comparator.naturalOrder());
        List<PlannedRequest> requests = new ArrayList<>();
        for (Duration at : times) {
            requests.add(request(dice, requests.size() + 1, at, workers));
        }
        return requests;
    }

    private static PlannedRequest request(Dice dice, int number, Duration at, int workers) {
        return new PlannedRequest(
                number,
                at,
                dice.chance(0.2) ? OptionalInt.of(dice.between(0, workers - 1)) : OptionalInt.empty(),
                dice.mostlySmall(0, dice.chance(0.1) ? 60_000 : 500),
                dice.mostlySmall(1, 24),
                dice.mostlySmall(0, dice.chance(0.1) ? 100_000 : 1000),
                dice.chance(0.5) ? Duration.ZERO : dice.millis(1, 15),
                at.toMillis() < FIRST_FAULT || dice.chance(0.95) ? Work.ANSWER : dice.oneOf(Work.REFUSE, Work.BREAK),
                dice.chance(0.8) ? Cancel.NONE : dice.oneOf(Cancel.STOP, Cancel.KILL, Cancel.DROP),
                dice.millis(0, 60),
                dice.chance(0.3));
    }

    private static List<PlannedFault> faults(Dice dice, PlaneMode transport, Engine engine, int workers) {
        List<String> links = ChaosPlan.links(transport, workers);
        List<PlannedFault> faults = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        int count = dice.between(1, 4);
        while (faults.size() < count) {
            PlannedFault fault = fault(dice, faults.size() + 1, dice.oneOf(links), transport, engine);
            if (taken.add(fault.link() + " " + fault.injection().fault().type())) {
                faults.add(fault);
            }
        }
        faults.sort(Comparator.comparing(PlannedFault::at));
        return faults;
    }

    private static PlannedFault fault(Dice dice, int number, String link, PlaneMode transport, Engine engine) {
        FaultMenu menu = engine.menu(Role.of(link), transport);
        Fault fault = menu.fault(dice);
        Target target = new Target(link, dice.oneOf(Direction.values()), menu.moment(dice, fault));
        Injection injection = Injection.of(fault)
                .named(number + "-" + fault.type())
                .at(target)
                .withProbability(menu.probability(dice, fault));
        Duration at = dice.millis(FIRST_FAULT, LAST_FAULT);
        Duration until = at.plus(dice.millis(20, 500));
        Duration last = Duration.ofMillis(HEALED);
        return new PlannedFault(injection, at, until.compareTo(last) < 0 ? until : last);
    }
}
