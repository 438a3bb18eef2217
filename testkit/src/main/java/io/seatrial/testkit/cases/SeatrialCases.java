package io.seatrial.testkit.cases;

import io.seatrial.testkit.catalog.CaseProvider;
import io.seatrial.testkit.rule.RuleFile;
import java.util.List;

/** The rules and cases that come with the testkit. A new class of cases is added to this list, and its rules to the index. */
public final class SeatrialCases implements CaseProvider {

    private static final String INDEX = "rules/index.txt";

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public SeatrialCases() {}

    @Override
    public List<RuleFile> ruleFiles() {
        return RuleFile.index(SeatrialCases.class.getClassLoader(), INDEX);
    }

    @Override
    public List<Class<?>> caseClasses() {
        return List.of(
                ConfigurationCases.class,
                AddressConfigurationCases.class,
                PublishedPortCases.class,
                SharedServerCases.class,
                ServerStartCases.class,
                ClientCreationCases.class,
                ServerContractCases.class,
                DrainCases.class,
                IdentityCases.class,
                RequestFrameCases.class,
                HostileFrameCases.class,
                AcknowledgementCases.class,
                SharedTcpServerCases.class,
                SlowPeerCases.class,
                ClientCases.class,
                ClientStatisticsCases.class,
                ClientConnectionCases.class,
                ClientPoolCases.class,
                ClientWaitingCases.class,
                HttpRouteCases.class,
                HttpBodyCases.class,
                Http2Cases.class,
                HostileHttpCases.class,
                HttpClientCases.class,
                Http2ClientCases.class,
                NatsSubjectCases.class,
                NatsBrokerCases.class,
                RoutingCases.class,
                RoutedNameCases.class,
                InhibitionCases.class,
                ErrorItemCases.class,
                WorkerLifeCases.class,
                ShutdownCases.class,
                HealthCases.class,
                CanaryCases.class,
                MetricsCases.class,
                FileStoreWritingCases.class,
                FileStoreReadingCases.class,
                StreamCases.class,
                StreamEndCases.class,
                ResponseHandshakeCases.class,
                ResponsePrologueCases.class,
                ResponseItemCases.class,
                ResponseEndCases.class,
                ResponseCancelCases.class,
                ResponseConsumerCases.class,
                ResponseBoundCases.class,
                CallHomeStreamCases.class,
                CallHomeCancelCases.class,
                CallHomeRefusalCases.class);
    }
}
