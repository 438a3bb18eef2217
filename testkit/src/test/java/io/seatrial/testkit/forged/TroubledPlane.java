package io.seatrial.testkit.forged;

import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** A plane that works but for some methods, wherever in the SPI they are. */
public final class TroubledPlane {

    /** The interfaces through which an implementation is reached. */
    public static final List<Class<?>> SPI = List.of(
            PlaneUnderTest.class,
            PlaneProcess.class,
            PlaneManager.class,
            RequestPlaneServer.class,
            RequestPlaneClient.class,
            StreamCaller.class,
            StreamCall.class);

    private TroubledPlane() {}

    /** Returns a plane whose methods do this instead of their work. */
    public static PlaneUnderTest of(Trouble trouble, Predicate<Method> where) {
        return (PlaneUnderTest) troubled(new MemoryPlane(), PlaneUnderTest.class, trouble, where);
    }

    private static Object troubled(Object real, Class<?> type, Trouble trouble, Predicate<Method> where) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (SPI.contains(method.getDeclaringClass()) && where.test(method)) {
                return trouble.make();
            }
            try {
                return wrapped(method.invoke(real, arguments), method.getReturnType(), trouble, where);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static Object wrapped(Object result, Class<?> declared, Trouble trouble, Predicate<Method> where) {
        if (SPI.contains(declared)) {
            return troubled(result, declared, trouble, where);
        }
        return result instanceof CompletionStage<?> stage
                ? stage.thenApply(value -> value instanceof RequestPlaneServer
                        ? troubled(value, RequestPlaneServer.class, trouble, where)
                        : value)
                : result;
    }
}
