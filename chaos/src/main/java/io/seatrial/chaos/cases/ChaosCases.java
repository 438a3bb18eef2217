package io.seatrial.chaos.cases;

import io.seatrial.testkit.catalog.CaseProvider;
import io.seatrial.testkit.rule.RuleFile;
import java.util.List;

/** The rules and cases about faults on the way. */
public final class ChaosCases implements CaseProvider {

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public ChaosCases() {}

    @Override
    public List<RuleFile> ruleFiles() {
        return List.of(RuleFile.resource(ChaosCases.class.getClassLoader(), "rules/chaos.yaml"));
    }

    @Override
    public List<Class<?>> caseClasses() {
        return List.of(
                WayDownCases.class,
                SlowWayCases.class,
                BrokenBytesCases.class,
                ResponsePlaneFaultCases.class,
                RoutingFaultCases.class,
                BrokerFaultCases.class,
                StoreFaultCases.class,
                ListenerFaultCases.class);
    }
}
