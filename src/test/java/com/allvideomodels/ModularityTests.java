package com.allvideomodels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;

/** Calls go down, events go up: no module uses one that it does not name, and none reaches into another's package. */
class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(Application.class);

    @Test
    void modulesKeepTheirBoundaries() {
        MODULES.verify();
    }

    @Test
    void thePictureOfTheModulesIsUpToDate(@TempDir Path folder) throws IOException {
        var picture = DiagramOptions.defaults().withStyle(DiagramStyle.UML);
        new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(folder.toString()))
                .writeModulesAsPlantUml(picture);
        Committed.check(Path.of("docs/modules.puml"), Files.readString(folder.resolve("components.puml")));
    }
}
