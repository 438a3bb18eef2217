package io.seatrial.testkit.junit;

import io.seatrial.testkit.cluster.Cluster;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.AssertionFailedError;

/** Makes the cluster of a {@link WorkerTest}, hands it over, and takes it back. */
final class WorkerTestExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace OURS = Namespace.create(WorkerTestExtension.class);

    /** Creates the extension, for JUnit. */
    WorkerTestExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        WorkerTest wanted = context.getRequiredTestMethod().getAnnotation(WorkerTest.class);
        JvmPreparation prepared = JvmPreparation.of(context.getRoot().getStore(OURS));
        context.getStore(OURS).put(ClusterInUse.class, ClusterInUse.open(wanted, prepared));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ClusterInUse used = context.getStore(OURS).remove(ClusterInUse.class, ClusterInUse.class);
        if (used != null) { // null if it could not be made
            List<String> findings = used.close();
            if (!findings.isEmpty()) {
                throw new AssertionFailedError("After the test: " + String.join("\n  and ", findings));
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS)
                .get(ClusterInUse.class, ClusterInUse.class)
                .cluster();
    }
}
