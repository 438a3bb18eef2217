package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the files of the directory say, file by file, handed on to the hub as instances. Warns of each file that does not belong there,
 * once for as long as it lies there. Used by one thread.
 */
final class DirectoryView {

    private final Bucket bucket;
    private final EntryReader reader;
    private final InstanceHub hub;
    private final Notices notices;
    private final NavigableMap<String, Reading.Live> live = new TreeMap<>();
    private final Map<String, String> warned = new TreeMap<>();
    /** The files of each instance: one, unless a name was spelt in two ways. Never iterated. */
    private final Map<EndpointId, NavigableMap<String, Instance>> spellings = new HashMap<>();

    DirectoryView(Bucket bucket, EntryReader reader, InstanceHub hub, Notices notices) {
        this.bucket = bucket;
        this.reader = reader;
        this.hub = hub;
        this.notices = notices;
    }

    /** Looks at every file. One that has not changed since the last look is not read again. */
    void rescan() throws IOException {
        Set<String> names = bucket.names();
        for (String name : List.copyOf(live.keySet())) {
            if (!names.contains(name)) {
                set(name, new Reading.Gone());
            }
        }
        warned.keySet().retainAll(names);
        for (String name : names) {
            set(name, reader.read(name, live.get(name)));
        }
    }

    /** Looks at one file that has changed. */
    void refresh(String name) {
        set(name, reader.read(name, null));
    }

    private void set(String name, Reading reading) {
        if (reading instanceof Reading.Unclear unclear) {
            if (unclear.trouble() != null) {
                warn(name, unclear.trouble(), "nothing: it is tried again, and what was known of it stays");
            }
            return;
        }
        Reading.Live before = live.remove(name);
        if (reading instanceof Reading.Foreign foreign) {
            warn(name, foreign.reason(), foreign.remedy());
        } else {
            warned.remove(name);
        }
        if (reading instanceof Reading.Live now) {
            live.put(name, now);
            if (before != null && before.instance().equals(now.instance())) {
                return;
            }
            if (before != null && !before.instance().id().equals(now.instance().id())) {
                forget(name, before.instance().id());
            }
            spellings
                    .computeIfAbsent(now.instance().id(), id -> new TreeMap<>())
                    .put(name, now.instance());
            announce(now.instance().id());
        } else if (before != null) {
            forget(name, before.instance().id());
        }
    }

    private void forget(String name, EndpointId id) {
        spellings.getOrDefault(id, new TreeMap<>()).remove(name);
        announce(id);
    }

    /** Tells the hub of an instance. Of several spellings the one that this program and Dynamo write counts, else the first. */
    private void announce(EndpointId id) {
        NavigableMap<String, Instance> files = spellings.getOrDefault(id, new TreeMap<>());
        if (files.isEmpty()) {
            spellings.remove(id);
            hub.remove(id);
        } else {
            hub.put(files.getOrDefault(EntryName.of(id), files.firstEntry().getValue()));
        }
    }

    private void warn(String name, String reason, String remedy) {
        if (!reason.equals(warned.put(name, reason))) {
            notices.warn(
                    "A file in the discovery directory is passed over",
                    "file",
                    bucket.file(name),
                    "reason",
                    reason,
                    "remedy",
                    remedy);
        }
    }
}
