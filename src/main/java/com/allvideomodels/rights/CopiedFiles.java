package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.PersonalFiles;
import com.allvideomodels.media.PersonalFiles.PersonalFile;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** The videos and uploads of a person, and where each lies in a copy. */
@Component
class CopiedFiles {

    private final List<PersonalFiles> files;

    CopiedFiles(List<PersonalFiles> files) {
        this.files = List.copyOf(files);
    }

    /** Those that are gone too. */
    void forEach(AccountId person, PersonalFiles.Reader reader) throws IOException {
        for (PersonalFiles some : files) {
            some.of(person, reader);
        }
    }

    /** Its number keeps two of one name apart, and no name leads out of the folder. */
    static String path(PersonalFile file) {
        String name = file.name().replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_");
        int dot = name.lastIndexOf('.');
        String end = dot < 0 ? "" : name.substring(dot);
        String start = dot < 0 ? name : name.substring(0, dot);
        return "media/" + file.folder() + "/" + shortened(start, 80) + "-" + file.media() + shortened(end, 10);
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
