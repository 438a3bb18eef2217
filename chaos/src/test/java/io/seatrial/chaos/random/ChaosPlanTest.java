package io.seatrial.chaos.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.FaultTypes;
import io.seatrial.chaos.fault.HalfOpen;
import io.seatrial.chaos.fault.Moment;
import io.seatrial.chaos.random.PlannedRequest.Cancel;
import io.seatrial.chaos.random.PlannedRequest.Work;
import io.seatrial.plane.PlaneMode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {

    private static final List<PlaneMode> TRANSPORTS = List.of(PlaneMode.TCP, PlaneMode.HTTP, PlaneMode.NATS);

    private static ChaosPlan plan(int run) {
        return ChaosPlan.draw(7, run, PlaneMode.TCP, Engine.EMBEDDED);
    }

    private static Stream<ChaosPlan> plans(int runs, Engine engine) {
        return IntStream.rangeClosed(1, runs)
                .mapToObj(run -> ChaosPlan.draw(11, run, TRANSPORTS.get(run % TRANSPORTS.size()), engine));
    }

    private static Stream<Fault> faults(Stream<ChaosPlan> plans) {
        return plans.flatMap(plan -> plan.faults().stream())
                .map(fault -> fault.injection().fault());
    }

    @Test
    void shouldDrawTheSamePlanFromTheSameSeed() {
        assertThat(plan(3)).isEqualTo(plan(3)).isNotEqualTo(plan(4));
        assertThat(plan(3)).isNotEqualTo(ChaosPlan.draw(8, 3, PlaneMode.TCP, Engine.EMBEDDED));
    }

    /** A token that somebody was given must mean the same on every machine; a change to how plans are drawn is one to be seen. */
    @Test
    void shouldDrawThisPlan() {
        assertThat(plan(1).describe().stream().limit(4))
                .containsExactly(
                        "1 worker on tcp, random, 60 requests, embedded proxies",
                        "236 ms to 350 ms: worker-0 hanging_accept",
                        "800 ms: healed",
                        "85 ms: r1: 8 items of 17 characters, 14 ms before each, request of 31");
    }

    @Test
    void shouldDrawTheSameWorkloadForEveryEngine() {
        assertThat(ChaosPlan.draw(7, 5, PlaneMode.HTTP, Engine.TOXIPROXY).requests())
                .isEqualTo(ChaosPlan.draw(7, 5, PlaneMode.HTTP, Engine.EMBEDDED).requests());
    }

    @Test
    void shouldHealWithinThePlanAndLeaveACalmBeginning() {
        assertThat(plans(500, Engine.EMBEDDED)).allSatisfy(plan -> {
            assertThat(plan.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.at()).isGreaterThanOrEqualTo(ChaosPlan.CALM).isLessThan(fault.until());
                assertThat(fault.until()).isLessThanOrEqualTo(plan.healed());
                assertThat(plan.links()).contains(fault.link());
            });
            assertThat(plan.requests().stream().filter(one -> one.at().compareTo(ChaosPlan.CALM) < 0))
                    .allSatisfy(one -> assertThat(one.work()).isEqualTo(Work.ANSWER));
        });
    }

    @Test
    void shouldDrawEveryFaultThatAnEmbeddedProxyHas() {
        Set<String> drawn =
                faults(plans(2000, Engine.EMBEDDED)).map(Fault::type).collect(Collectors.toCollection(TreeSet::new));
        assertThat(drawn).isEqualTo(FaultTypes.names());
    }

    @Test
    void shouldDrawForToxiproxyOnlyWhatItHas() {
        assertThat(plans(1000, Engine.TOXIPROXY).flatMap(plan -> plan.faults().stream()))
                .allSatisfy(fault -> {
                    assertThat(fault.injection().target().moment()).isEqualTo(Moment.AT_ONCE);
                    assertThat(fault.forges()).isFalse();
                    assertThat(fault.injection().fault()).isNotInstanceOf(HalfOpen.class);
                });
        assertThat(faults(plans(1000, Engine.TOXIPROXY)).map(Fault::type).distinct())
                .containsExactlyInAnyOrder(
                        "bandwidth",
                        "down",
                        "latency",
                        "limit_data",
                        "reset_peer",
                        "slicer",
                        "slow_close",
                        "stall",
                        "timeout");
    }

    @Test
    void shouldSayOfEachPlanWhetherItForges() {
        assertThat(plans(500, Engine.EMBEDDED).filter(ChaosPlan::forges))
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.faultsInShort())
                        .containsPattern("drop_frame|duplicate_frame|corrupt_frame|delay_frame"));
    }

    @Test
    void shouldDrawAllThatCallersAndHandlersCanDo() {
        List<PlannedRequest> requests = plans(50, Engine.EMBEDDED)
                .flatMap(plan -> plan.requests().stream())
                .toList();
        assertThat(requests.stream().map(PlannedRequest::work)).contains(Work.values());
        assertThat(requests.stream().map(PlannedRequest::cancel)).contains(Cancel.values());
        assertThat(requests).allSatisfy(one -> assertThat(one.items()).isPositive());
    }
}
