package io.seatrial.testkit.report;

import io.seatrial.testkit.backend.BackendInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all results for machines tell alike of how they were made. */
public final class RunFacts {

    private RunFacts() {}

    /** Returns the versions of the plane, of Java, and of the system. */
    public static Map<String, Object> versions(String plane) {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("plane", plane);
        versions.put("java", Runtime.version().toString());
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return versions;
    }

    /** Returns the back ends that were used. */
    public static List<Map<String, Object>> backends(List<BackendInfo> used) {
        return used.stream().map(RunFacts::backend).toList();
    }

    private static Map<String, Object> backend(BackendInfo backend) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", backend.name());
        object.put("origin", backend.origin());
        object.put("version", backend.version());
        object.put("url", backend.address());
        return object;
    }
}
