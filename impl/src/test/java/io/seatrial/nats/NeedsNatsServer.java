package io.seatrial.nats;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The tests of this class start a {@code nats-server} of their own. Where none is on {@code PATH} they are skipped, with the reason;
 * with {@code CI=true} they run and so fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNatsServer.OnPath.class)
public @interface NeedsNatsServer {

    /** Looks for the server. */
    final class OnPath implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean mustRun = "true".equals(System.getenv("CI"));
            return mustRun || NatsServerProcess.find().isPresent()
                    ? ConditionEvaluationResult.enabled("there is a nats-server, or CI=true wants one")
                    : ConditionEvaluationResult.disabled("no nats-server on PATH; .ci/setup installs one");
        }
    }
}
