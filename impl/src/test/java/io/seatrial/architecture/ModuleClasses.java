package io.seatrial.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** The compiled production classes of the module whose tests run: Surefire's working directory is the module. */
public final class ModuleClasses {

    private ModuleClasses() {}

    /** Reads the classes of this module alone; what they depend on is resolved from the class path. */
    public static JavaClasses read() {
        return new ClassFileImporter().importPath(Path.of("target", "classes"));
    }
}
