package io.seatrial.chaos.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What stands behind {@link Chaos}. */
public final class ChaosExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(ChaosExtension.class);
    private static final String UNDONE = "undone";

    /** Creates the extension, for JUnit. */
    public ChaosExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return (type == ChaosLinks.class || type == ChaosProcesses.class)
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        TestChaos chaos = store.get(UNDONE, TestChaos.class);
        if (chaos == null) {
            chaos = new TestChaos(settings(context));
            store.put(UNDONE, chaos);
        }
        return parameter.getParameter().getType() == ChaosLinks.class ? chaos.links() : chaos.processes();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestChaos chaos = context.getStore(NAMESPACE).remove(UNDONE, TestChaos.class);
        if (chaos != null) {
            chaos.end();
        }
    }

    /** Returns the annotation of the method, else that of the class, else that of the class around it. */
    private static Chaos settings(ExtensionContext context) {
        Optional<Chaos> found = context.getTestMethod().flatMap(ChaosExtension::on);
        for (@Nullable Class<?> type = context.getRequiredTestClass();
                found.isEmpty() && type != null;
                type = type.getEnclosingClass()) {
            found = on(type);
        }
        return found.or(() -> on(Defaults.class)).orElseThrow();
    }

    private static Optional<Chaos> on(AnnotatedElement element) {
        return element instanceof Method method
                ? AnnotationSupport.findAnnotation(method, Chaos.class)
                : AnnotationSupport.findAnnotation(element, Chaos.class);
    }

    /** Holds what is meant where the extension was registered without the annotation. */
    @Chaos
    private static final class Defaults {}
}
