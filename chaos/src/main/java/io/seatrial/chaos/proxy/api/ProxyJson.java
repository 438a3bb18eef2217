package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.fault.FaultJson;
import io.seatrial.chaos.json.JsonWriter;
import io.seatrial.chaos.proxy.ActiveFault;
import io.seatrial.chaos.proxy.Proxy;
import java.util.List;

/** Shows proxies. */
final class ProxyJson {

    private ProxyJson() {}

    static String of(Proxy proxy) {
        JsonWriter out = new JsonWriter();
        writeTo(out, proxy);
        return out.toString();
    }

    /** The member {@code Logger} is an oversight of the real server, and part of what it shows. */
    static void writeTo(JsonWriter out, Proxy proxy) {
        out.beginObject();
        out.name("name").value(proxy.name());
        out.name("listen").value(proxy.listen());
        out.name("upstream").value(proxy.upstream());
        out.name("enabled").value(proxy.enabled());
        out.name("Logger").beginObject().endObject();
        out.name("toxics");
        writeToxics(out, proxy.faults());
        List<ActiveFault> more = notToxics(proxy);
        if (!more.isEmpty()) {
            out.name("faults");
            writeFaults(out, more);
        }
        out.endObject();
    }

    static void writeToxics(JsonWriter out, List<ActiveFault> faults) {
        out.beginArray();
        Toxic.of(faults).forEach(toxic -> toxic.writeTo(out));
        out.endArray();
    }

    static void writeFaults(JsonWriter out, List<ActiveFault> faults) {
        out.beginArray();
        faults.forEach(fault -> FaultJson.writeTo(out, fault.injection()));
        out.endArray();
    }

    /** Returns the faults that were not added as toxics. */
    static List<ActiveFault> notToxics(Proxy proxy) {
        return proxy.faults().stream()
                .filter(fault -> !(fault.origin() instanceof Toxic))
                .toList();
    }
}
