package io.seatrial.scenarios.adapter;

import io.seatrial.testkit.spi.PlaneUnderTest;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The class path of an adapter, behind that of Seatrial. While it is open it is the context class loader, in which libraries look for their
 * own services.
 */
public final class AdapterPath implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    private AdapterPath(URLClassLoader loader) {
        this.loader = loader;
        Thread.currentThread().setContextClassLoader(loader);
    }

    /**
     * Opens a class path.
     *
     * @param path jars and directories, separated as the system separates paths; {@code null} for none
     * @throws IllegalArgumentException if one of them is neither
     */
    static AdapterPath open(@Nullable String path) {
        List<URL> entries = new ArrayList<>();
        if (path != null) {
            for (String entry : path.split(Pattern.quote(File.pathSeparator))) {
                entries.add(entry(entry));
            }
        }
        return new AdapterPath(new URLClassLoader(entries.toArray(URL[]::new), PlaneUnderTest.class.getClassLoader()));
    }

    /** Returns what loads the adapter. */
    ClassLoader loader() {
        return loader;
    }

    private static URL entry(String entry) {
        try {
            Path path = Path.of(entry);
            if (!Files.exists(path)) {
                throw new IllegalArgumentException(entry + " does not exist. Name jars or directories of classes");
            }
            if (!Files.isDirectory(path)) {
                new JarFile(path.toFile()).close();
            }
            return path.toUri().toURL();
        } catch (InvalidPathException | MalformedURLException e) {
            throw new IllegalArgumentException(entry + " is not a path. Name jars or directories of classes", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    entry + " cannot be read as a jar (" + e.getMessage() + "). Name jars or directories of classes",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
    }
}
